// The template that articles are written by, as long as the user has none of their own.

/** In Liquid; what its names stand for is in docs/vault.md. */
export const DEFAULT_TEMPLATE = `# {{ title | heading }}

{{ note }}

{% if highlights %}
## Highlights

{% for highlight in highlights %}
*{{ highlight.label }}*

{{ highlight.quote }}

{{ highlight.note }}
{% endfor %}
{% endif %}

{{ entity_list }}
`
