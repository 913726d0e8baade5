import { Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { companiesQuery, connectionApi } from '../../api/connection.ts';
import { statusQuery } from '../../api/panel.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';
import { StepFrame } from '../first-run/step-frame.tsx';
import { CompanyChoice } from './company-choice.tsx';

const t = texts.connection.companies;

/** Several companies (an accountant's too): the merchant says which one gets the documents. */
export default function CompanyScreen() {
  const client = useQueryClient();
  const companies = useQuery(companiesQuery);
  const choose = useMutation({
    mutationFn: ({ id }: { id: number }) => connectionApi.chooseCompany(id),
    onSuccess: (status) => {
      client.setQueryData(statusQuery.queryKey, status);
      const name = status.connection.company?.name;
      if (name !== undefined) notify({ message: t.chosen(name) });
    },
  });
  return (
    <StepFrame current="company" done={{ authorize: true }}>
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
        <CompanyChoice
          companies={companies.data}
          submit={t.submit}
          saving={choose.isPending}
          error={choose.error}
          onChoose={choose.mutate}
        />
      )}
    </StepFrame>
  );
}
