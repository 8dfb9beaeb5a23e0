// How an article looks in a file that is read elsewhere: our page, set with what every system has.

/** Style sheet of the HTML file. Light and dark follow the reader's system; paper is light. */
export const HTML_STYLE = `
:root { color-scheme: light dark;
  --ground: light-dark(#fdfcf9, #191714); --ink: light-dark(#26211c, #dcd7ce); --soft: light-dark(#5d564e, #b3aca1);
  --rule: light-dark(#ddd7cb, #3b3732); --accent: light-dark(#1f5a41, #8ccbaa); --sunken: light-dark(#f4f1e9, #12100e);
  --yellow: light-dark(#f6e58a, #584a12); --green: light-dark(#c3ecc6, #1f5233); --blue: light-dark(#c2e3fb, #1d4a70);
  --pink: light-dark(#fbcfdb, #6d2744); --purple: light-dark(#e3d3fa, #4e3277); }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: 1.125rem/1.6 Literata, Charter, 'Iowan Old Style', Georgia, serif;
  text-size-adjust: 100%; }
body { margin: 0 auto; padding: 3rem 1.25rem 4rem; max-width: 38rem; overflow-wrap: break-word; }
header, footer, .notes, .contents { font-family: 'Source Sans 3', 'Segoe UI', system-ui, sans-serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; text-wrap: balance; }
header h1 { font: 600 2.1rem/1.2 Literata, Charter, 'Iowan Old Style', Georgia, serif; margin: 0 0 0.4em; }
header p { margin: 0; color: var(--soft); font-size: 0.95rem; }
header { padding-bottom: 1.5rem; margin-bottom: 2rem; border-bottom: 1px solid var(--rule); }
article + article { margin-top: 5rem; }
p, ul, ol, dl, figure, table, pre, blockquote { margin: 0 0 1.05em; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
img { max-width: 100%; height: auto; }
figure { margin-inline: 0; } figcaption, .caption { color: var(--soft); font-size: 0.9em; }
blockquote { margin-inline: 0; padding-inline-start: 1.1em; border-inline-start: 3px solid var(--rule); }
pre, code, kbd, samp { font-family: 'Source Code Pro', ui-monospace, Consolas, monospace; font-size: 0.86em; }
pre { overflow-x: auto; padding: 0.9em 1em; background: var(--sunken); border-radius: 6px; line-height: 1.5; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 0.92em; }
th, td { padding: 0.35em 0.7em; border: 1px solid var(--rule); vertical-align: top; text-align: start; }
hr { border: 0; border-top: 1px solid var(--rule); margin: 2.5em 0; }
math { overflow-x: auto; max-width: 100%; }
.hl-yellow { --own: var(--yellow); } .hl-green { --own: var(--green); } .hl-blue { --own: var(--blue); }
.hl-pink { --own: var(--pink); } .hl-purple { --own: var(--purple); }
mark { background: var(--own); color: var(--ink); padding: 0.08em 0; border-radius: 2px; box-decoration-break: clone; }
mark.hl-several { box-shadow: inset 0 -2px var(--soft); }
.note-ref { line-height: 0; font-family: 'Source Sans 3', system-ui, sans-serif; font-size: 0.72em; margin-inline-start: 0.1em; }
.note-ref a { text-decoration: none; font-weight: 600; padding: 0.2em; }
.own-note { margin: 0 0 2rem; padding: 1rem 1.2rem; background: var(--sunken); border-radius: 8px; font-size: 0.98rem;
  font-family: 'Source Sans 3', 'Segoe UI', system-ui, sans-serif; }
.own-note > :first-child { margin-top: 0; } .own-note > :last-child, .notes li > :last-child { margin-bottom: 0; }
.notes { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); font-size: 0.95rem; }
.notes h2 { margin: 0 0 0.8em; font-size: 1.1rem; }
.notes ol, .notes ul { padding-inline-start: 1.6em; } .notes li { margin-bottom: 0.9em; } .notes li p { margin-bottom: 0.4em; } .notes li li { margin-bottom: 0.2em; }
.notes .words { color: var(--soft); } .tags { color: var(--soft); font-size: 0.9rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.85rem; }
.contents { margin: 0 0 3rem; } .contents ol { padding-inline-start: 1.4em; }
@media (max-width: 30rem) { html { font-size: 1.05rem; } body { padding-top: 2rem; } header h1 { font-size: 1.7rem; } }
@media (forced-colors: active) { mark { background: Mark; color: MarkText; forced-color-adjust: none; } }
@media print { :root { color-scheme: light; --ground: white; --ink: black; } body { max-width: none; padding: 0; }
  html { font-size: 11.5pt; } mark { print-color-adjust: exact; } pre, figure, tr { break-inside: avoid; }
  article + article { break-before: page; } }
`

/** Style sheet of the EPUB; colours of text and page are left to the reading system. */
export const EPUB_STYLE = `
body { margin: 0; line-height: 1.5; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; }
.byline, .words, .tags, figcaption, .caption { opacity: 0.75; font-size: 0.9em; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid #999; }
pre { white-space: pre-wrap; font-size: 0.85em; }
table { border-collapse: collapse; } th, td { padding: 0.3em 0.6em; border: 1px solid #999; vertical-align: top; }
mark { color: black; } .hl-yellow { background: #f6e58a; } .hl-green { background: #c3ecc6; }
.hl-blue { background: #c2e3fb; } .hl-pink { background: #fbcfdb; } .hl-purple { background: #e3d3fa; }
.hl-several { border-bottom: 2px solid #665; }
.note-ref { line-height: 0; font-size: 0.72em; }
.notes, .own-note { margin-top: 2em; padding-top: 1em; border-top: 1px solid #999; font-size: 0.95em; }
`
