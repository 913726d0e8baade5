/** A path without what may be secret or personal: query, webhook token. Express matches paths in whatever case. */
export function safePath(url: string): string {
  const [pathname = ''] = url.split(/[?#]/, 1);
  return pathname.replace(/^\/(tscommerce|fattureincloud)\/webhooks\/.*/i, '/$1/webhooks/…');
}
