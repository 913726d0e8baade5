import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Paper, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/endpoints.ts';
import { companiesQuery, statusQuery } from '../../api/queries.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';

const t = texts.connection.companies;
/** An accountant may have hundreds of companies; with a handful a search only adds noise. */
const searchFrom = 8;

function Choice({ companies }: { companies: { id: number; name: string }[] }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(companies.length === 1 ? `${companies[0]?.id}` : null);
  const [search, setSearch] = useState('');
  const [missing, setMissing] = useState(false);
  const choose = useMutation({
    mutationFn: api.chooseCompany,
    onSuccess: (status) => {
      client.setQueryData(statusQuery.queryKey, status);
      const name = status.connection.company?.name;
      if (name !== undefined) notify({ message: t.chosen(name) });
    },
  });
  const wanted = search.trim().toLocaleLowerCase('it');
  const shown = companies.filter(({ name }) => name.toLocaleLowerCase('it').includes(wanted));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen !== null) choose.mutate(Number(chosen));
  };

  return (
    <form onSubmit={submit} noValidate>
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
        {choose.error ? <ErrorMessage error={choose.error} /> : null}
        <div>
          <Button type="submit" loading={choose.isPending}>
            {t.submit}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Several companies (an accountant's too): the merchant says which one gets the documents. */
export default function CompanyScreen() {
  const companies = useQuery(companiesQuery);
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={640} mx="auto">
      <Stack gap="lg">
        <PageTitle focus intro={t.text}>
          {t.title}
        </PageTitle>
        {companies.isPending ? (
          <BlockSkeleton rows={3} height={32} />
        ) : companies.isError ? (
          <ErrorMessage
            error={companies.error}
            retrying={companies.isFetching}
            onRetry={() => void companies.refetch()}
          />
        ) : companies.data.length === 0 ? (
          <>
            <Notice tone="warning">
              <Text size="sm" fw={600}>
                {t.none.detail}
              </Text>
              <Text size="sm">{t.none.fix}</Text>
            </Notice>
            <Authorize goal="other-account" label={texts.connection.authorize.again} />
          </>
        ) : (
          <Choice companies={companies.data} />
        )}
      </Stack>
    </Paper>
  );
}
