import type { Response } from 'express';
import { type Html, html } from '../../common/html.ts';

/** Sends a page that no other site may frame, as the real service does. */
export function sendPage(
  response: Response,
  title: string,
  body: Html,
  options: { plain?: boolean; status?: number } = {},
): void {
  response
    .status(options.status ?? 200)
    .set('X-Frame-Options', 'DENY')
    .set(
      'Content-Security-Policy',
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    )
    .type('html')
    .send(
      html`<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Fatture in Cloud (sandbox)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/fic.css">
<script src="/assets/fic.js" defer></script>
</head>
<body class="${options.plain ? 'plain' : ''}">
<header class="bar"><a class="brand" href="/">Fatture in Cloud</a><span class="badge">sandbox: nessun dato è reale</span></header>
<main>${body}</main>
</body>
</html>`.markup,
    );
}
