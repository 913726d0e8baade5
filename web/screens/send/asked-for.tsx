import '@mantine/core/styles/Fieldset.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Button, Fieldset, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { publicBodySchema } from '../../../src/contract/delivery/send.ts';
import type { OrderDetailDto } from '../../../src/contract/orders/orders.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import type { Asked } from '../../api/orders.ts';
import { texts } from '../../texts.ts';

const t = texts.orders.send.asked;

interface FormProps {
  known: Asked['publicBody'];
  onChange: (publicBody: NonNullable<Asked['publicBody']>) => void;
}

/** What only a person knows of a public body; taken over at once, so that the preview shows it. */
function PublicBody({ known, onChange }: FormProps) {
  const [cig, setCig] = useState(known?.cig ?? '');
  const [cup, setCup] = useState(known?.cup ?? '');
  const [splitPayment, setSplitPayment] = useState(known?.splitPayment ?? true);
  const [wrong, setWrong] = useState<{ cig?: boolean; cup?: boolean }>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filled = (typed: string) => (typed.trim() === '' ? undefined : typed);
    const { shape } = publicBodySchema;
    const [readCig, readCup] = [shape.cig.safeParse(filled(cig)), shape.cup.safeParse(filled(cup))];
    setWrong({ cig: !readCig.success, cup: !readCup.success });
    if (!readCig.success || !readCup.success) return;
    onChange({
      splitPayment,
      ...(readCig.data === undefined ? {} : { cig: readCig.data }),
      ...(readCup.data === undefined ? {} : { cup: readCup.data }),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Fieldset legend={t.publicBody}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t.publicBodyHelp}
          </Text>
          <Group gap="sm" align="flex-start">
            <TextInput
              label={t.cig}
              description={t.cigHelp}
              value={cig}
              maxLength={20}
              autoComplete="off"
              spellCheck={false}
              error={wrong.cig ? t.cigWrong : undefined}
              onChange={(event) => setCig(event.currentTarget.value)}
            />
            <TextInput
              label={t.cup}
              description={t.cupHelp}
              value={cup}
              maxLength={25}
              autoComplete="off"
              spellCheck={false}
              error={wrong.cup ? t.cupWrong : undefined}
              onChange={(event) => setCup(event.currentTarget.value)}
            />
          </Group>
          <Switch
            label={t.splitPayment}
            description={t.splitPaymentHelp}
            checked={splitPayment}
            onChange={(event) => setSplitPayment(event.currentTarget.checked)}
          />
          <div>
            <Button type="submit" size="xs" variant={known ? 'default' : 'filled'}>
              {known ? t.change : t.use}
            </Button>
          </div>
        </Stack>
      </Fieldset>
    </form>
  );
}

interface Props {
  order: OrderDetailDto;
  preview: PreviewDto;
  asked: Asked;
  onChange: (asked: Asked) => void;
}

/** What a person may ask for before sending: an invoice that the buyer wants after all, what a public body needs. */
export function AskedFor({ order, preview, asked, onChange }: Props) {
  const wantsPublicBody =
    asked.publicBody !== undefined ||
    preview.problems.some(({ code }) => code === 'public-body-data-missing');
  const kind = preview.document?.kind ?? (order.invoiceRequested ? 'invoice' : 'order');
  const offersInvoice = asked.kind !== undefined || kind === 'order';
  return (
    <>
      {offersInvoice ? (
        <Switch
          label={t.invoice}
          description={t.invoiceHelp}
          checked={asked.kind === 'invoice'}
          onChange={(event) => {
            const { kind: _, ...rest } = asked;
            onChange(event.currentTarget.checked ? { ...rest, kind: 'invoice' } : rest);
          }}
        />
      ) : null}
      {wantsPublicBody ? (
        <PublicBody known={asked.publicBody} onChange={(publicBody) => onChange({ ...asked, publicBody })} />
      ) : null}
    </>
  );
}
