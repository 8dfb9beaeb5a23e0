// What both shells answer with beside every file, so that a hostile article can neither run nor call home.

const CONTENT_SECURITY_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data: blob:`,
  `font-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `object-src 'none'`,
]

/** An image of the library opened by itself runs nothing and loads nothing, also where it is an SVG. */
const ASSET_POLICY = `default-src 'none'; style-src 'unsafe-inline'; sandbox`

const SHARED = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * Headers of the app's own pages, scripts, styles and fonts.
 * `connect` names what scripts may talk to: their own origin over HTTP, nothing where a message port carries the calls.
 */
export function pageHeaders(connect: 'self' | 'none'): Record<string, string> {
  return {
    ...SHARED,
    'Content-Security-Policy': [...CONTENT_SECURITY_POLICY, `connect-src '${connect}'`].join('; '),
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  }
}

/** Headers of the library's images. */
export function assetHeaders(): Record<string, string> {
  return { ...SHARED, 'Content-Security-Policy': ASSET_POLICY }
}
