import { Anchor, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CompanyDto } from '../../../src/contract/connection/connection.ts';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { companiesQuery, connectionApi } from '../../api/connection.ts';
import { statusQuery } from '../../api/panel.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { LazyConfirmDialog } from '../../components/lazy-confirm-dialog.tsx';
import { notify } from '../../components/notify.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import { CompanyChoice } from './company-choice.tsx';

const t = texts.connection.change;

function OnlyOne() {
  return (
    <>
      <div>
        <Text size="sm">{t.onlyOne}</Text>
        <Text size="sm" c="dimmed">
          {t.onlyOneFix}
        </Text>
      </div>
      <div>
        <Authorize goal="renew" label={t.other} />
      </div>
    </>
  );
}

/** Another company without disconnecting: what belongs to the present one is told before it is left. */
export default function ChangeCompanyScreen({ status }: { status: StatusDto }) {
  const client = useQueryClient();
  const { go, link } = useNavigation();
  const companies = useQuery(companiesQuery);
  const [wanted, setWanted] = useState<CompanyDto | null>(null);
  const [asking, setAsking] = useState(false);
  const choose = useMutation({
    mutationFn: (company: CompanyDto) => connectionApi.chooseCompany(company.id),
    onSuccess: async (answer, company) => {
      setAsking(false);
      client.setQueryData(statusQuery.queryKey, answer);
      // All that was read belongs to the other company: nothing of it may be shown, or edited, as this one's.
      const others = {
        predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
          queryKey[0] !== statusQuery.queryKey[0],
      };
      await client.cancelQueries(others);
      await client.resetQueries(others);
      notify({ message: texts.connection.companies.chosen(company.name) });
      go({ view: 'home' });
    },
  });
  const present = status.connection.company;
  const others = companies.data?.filter(({ id }) => id !== present?.id) ?? [];

  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={640} mx="auto">
      <Stack gap="lg">
        <PageTitle focus intro={t.text}>
          {t.title}
        </PageTitle>
        {present ? <Text size="sm">{t.now(present.name)}</Text> : null}
        {companies.isPending ? (
          <BlockSkeleton rows={3} height={32} />
        ) : companies.isError ? (
          <ErrorMessage
            error={companies.error}
            retrying={companies.isFetching}
            onRetry={() => void companies.refetch()}
          />
        ) : others.length === 0 ? (
          <OnlyOne />
        ) : (
          <CompanyChoice
            companies={others}
            submit={t.submit}
            saving={choose.isPending}
            error={null}
            onChoose={(company) => {
              setWanted(company);
              setAsking(true);
            }}
          />
        )}
        <Anchor size="sm" {...link({ view: 'home' })}>
          {t.back}
        </Anchor>
      </Stack>
      <LazyConfirmDialog
        opened={asking}
        title={t.confirmTitle(wanted?.name ?? '')}
        text={t.confirmText}
        confirm={t.confirm}
        loading={choose.isPending}
        error={choose.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          if (wanted !== null) choose.mutate(wanted);
        }}
      />
    </Paper>
  );
}
