-- The addresses kept until now were PDFs', which die after seven days: the web interface's stay. A company's documents
-- elsewhere (a sandbox) keep theirs.
UPDATE deliveries
SET document_url = 'https://secure.fattureincloud.it/'
  || CASE kind WHEN 'invoice' THEN 'invoices' ELSE 'orders' END || '/view/' || document_id
WHERE document_id IS NOT NULL AND document_url LIKE 'https://%.fattureincloud.it/doc/%';
