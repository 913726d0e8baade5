import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { parseData } from '../input.ts';
import { documentResource, requireScope } from '../oauth/scopes.ts';
import { sdiOf } from './sdi.ts';

const SENDER = { id: 0, email: 'no-reply@fattureincloud.example' };

const emailInput = z
  .object({
    sender_id: z.number().int().nullish(),
    sender_email: z.email().nullish(),
    recipient_email: z.string().min(1),
    subject: z.string().min(1),
    body: z
      .string()
      .min(1)
      .max(50 * 1024),
    include: z.object({
      document: z.boolean(),
      delivery_note: z.boolean(),
      attachment: z.boolean(),
      accompanying_invoice: z.boolean(),
    }),
    attach_pdf: z.boolean(),
    send_copy: z.boolean(),
  })
  .refine(({ sender_id: id, sender_email: email }) => id != null || email != null, { path: ['sender_id'] });

/** A document by e-mail: what is proposed, and the sending of it. */
export function emailRoutes(router: Router, backend: FicBackend): void {
  const path = '/c/:companyId/issued_documents/:documentId/email';
  const find = (request: Request, response: Response) => {
    const { documentId } = request.params;
    const document = companyOf(response).documents.find((candidate) => candidate.id === Number(documentId));
    if (!document) throw notFound('Documento');
    requireScope(caller(response).grant, documentResource(document.type), 'r');
    return document;
  };

  router.get(path, (request, response) => {
    const document = find(request, response);
    const { name } = companyOf(response);
    response.json({
      data: {
        recipient_email: document.entity.email ?? '',
        default_sender_email: SENDER,
        sender_emails_list: [SENDER],
        cc_email: 'azienda@example.com',
        subject: `Nostra fattura nr. ${document.number}${document.numeration}`,
        body: `Gentile ${document.entity.name},<br>per vedere la nostra fattura prema sul bottone sottostante.<br><br>{{allegati}}<br><br>Cordiali saluti,<br><b>${name}</b>`,
        document_exists: true,
        delivery_note_exists: false,
        attachment_exists: false,
        accompanying_invoice_exists: false,
        default_attach_pdf: false,
      },
    });
  });

  router.post(path, (request, response) => {
    const document = find(request, response);
    const input = parseData(emailInput, request.body);
    sdiOf(companyOf(response)).emails.push({
      documentId: document.id,
      to: input.recipient_email,
      subject: input.subject,
      body: input.body,
      attachPdf: input.attach_pdf,
      at: backend.now(),
    });
    response.status(200).send();
  });
}
