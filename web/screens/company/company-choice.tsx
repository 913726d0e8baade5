import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CompanyDto } from '../../../src/contract/connection/connection.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { texts } from '../../texts.ts';

const t = texts.connection.companies;
/** An accountant may have hundreds of companies; with a handful a search only adds noise. */
const searchFrom = 8;

interface Props {
  companies: CompanyDto[];
  submit: string;
  saving: boolean;
  error: unknown;
  onChoose: (company: CompanyDto) => void;
}

/** One of the companies that the merchant gave access to. */
export function CompanyChoice({ companies, submit, saving, error, onChoose }: Props) {
  const [chosen, setChosen] = useState<string | null>(companies.length === 1 ? `${companies[0]?.id}` : null);
  const [search, setSearch] = useState('');
  const [missing, setMissing] = useState(false);
  const wanted = search.trim().toLocaleLowerCase('it');
  const shown = companies.filter(({ name }) => name.toLocaleLowerCase('it').includes(wanted));

  const decide = (event: FormEvent) => {
    event.preventDefault();
    const company = companies.find(({ id }) => `${id}` === chosen);
    setMissing(company === undefined);
    if (company !== undefined) onChoose(company);
  };

  return (
    <form onSubmit={decide} noValidate>
      <Stack gap="md">
        {companies.length >= searchFrom ? (
          <TextInput
            type="search"
            label={t.search}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        ) : null}
        <Radio.Group
          label={t.label}
          value={chosen}
          onChange={setChosen}
          error={missing && chosen === null ? t.required : null}
        >
          <Stack gap="sm" p={4} mt="xs" mah={338} style={{ overflowY: 'auto' }}>
            {shown.map(({ id, name }) => (
              <Radio key={id} value={`${id}`} label={name} />
            ))}
            {shown.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t.noMatch}
              </Text>
            ) : null}
          </Stack>
        </Radio.Group>
        {error ? <ErrorMessage error={error} /> : null}
        <div>
          <Button type="submit" loading={saving}>
            {submit}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
