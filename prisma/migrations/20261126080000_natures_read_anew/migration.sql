-- Natures were read wrongly, and nothing told which types may stand on e-invoices: the lists are read anew when they are
-- needed next.
UPDATE catalogues SET invoicing = NULL, invoicing_at = NULL;
