import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import { statusQuery } from '../../api/panel.ts';
import { catalogueQuery, settingsApi, settingsQuery, type VersionedSettings } from '../../api/settings.ts';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';
import { Prerequisites } from '../connection/prerequisites.tsx';
import { GuideContext } from '../settings/guide.ts';
import { doneSteps, type StepId, stepIds } from './setup.ts';
import styles from './step-frame.module.css';
import { StepFrame } from './step-frame.tsx';

const OrdersTab = lazy(() => import('../settings/orders/orders-tab.tsx'));
const VatTab = lazy(() => import('../settings/vat/vat-tab.tsx'));
const PaymentAccountTab = lazy(() => import('../settings/payment-account/payment-account-tab.tsx'));
const EInvoiceTab = lazy(() => import('../settings/e-invoice-tab.tsx'));

const t = texts.firstRun;

function PrerequisitesStep({ status, onSkip }: { status: StatusDto; onSkip: () => void }) {
  const client = useQueryClient();
  const check = useMutation({ mutationFn: () => client.fetchQuery({ ...statusQuery, staleTime: 0 }) });
  return (
    <>
      <Prerequisites prerequisites={status.prerequisites} />
      <div className={cx(styles.foot)}>
        <Button onClick={() => check.mutate()} loading={check.isPending}>
          {t.prerequisites.check}
        </Button>
        <Button variant="default" onClick={onSkip}>
          {t.prerequisites.go}
        </Button>
      </div>
    </>
  );
}

/** *Per ora invio a mano*: is the merchant's word too, so that the path ends. */
function SendByHand({ settings }: { settings: VersionedSettings }) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => settingsApi.saveSection('orders', { automatic: false, send: settings.orders.send }),
    onSuccess: ({ saved, version }) => {
      client.setQueryData(settingsQuery.queryKey, (all) =>
        all ? { ...all, orders: saved, versions: { ...all.versions, orders: version } } : all,
      );
    },
  });
  return (
    <>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t.automatic.skip}
      </Button>
      {save.error ? <ErrorMessage error={save.error} /> : null}
    </>
  );
}

function WithCatalogue({ children }: { children: (catalogue: CatalogueDto) => ReactNode }) {
  const catalogue = useQuery(catalogueQuery);
  if (catalogue.data) return children(catalogue.data);
  if (catalogue.isPending) return <BlockSkeleton rows={3} />;
  return (
    <ErrorMessage
      error={catalogue.error}
      retrying={catalogue.isFetching}
      onRetry={() => void catalogue.refetch()}
    />
  );
}

interface BodyProps {
  step: StepId;
  status: StatusDto;
  settings: VersionedSettings;
  onSkip: () => void;
}

/** The forms of the settings' own tabs, each with the step's words on its button. */
function Body({ step, status, settings, onSkip }: BodyProps) {
  switch (step) {
    // Both are behind a connected shop.
    case 'authorize':
    case 'company':
      return null;
    case 'prerequisites':
      return <PrerequisitesStep status={status} onSkip={onSkip} />;
    case 'account':
      return (
        <GuideContext value={{ submit: t.account.save }}>
          <WithCatalogue>
            {(catalogue) => <PaymentAccountTab settings={settings} catalogue={catalogue} />}
          </WithCatalogue>
        </GuideContext>
      );
    case 'vat':
      return (
        <GuideContext
          value={{
            submit: t.vat.save,
            other: (
              <Button variant="default" onClick={onSkip}>
                {t.vat.skip}
              </Button>
            ),
          }}
        >
          <WithCatalogue>{(catalogue) => <VatTab settings={settings} catalogue={catalogue} />}</WithCatalogue>
        </GuideContext>
      );
    case 'eInvoice':
      return (
        <GuideContext value={{ submit: texts.eInvoice.step.save }}>
          <EInvoiceTab settings={settings} />
        </GuideContext>
      );
    case 'automatic':
      return (
        <GuideContext value={{ submit: t.automatic.save, other: <SendByHand settings={settings} /> }}>
          <OrdersTab settings={settings} />
        </GuideContext>
      );
  }
}

interface Props {
  status: StatusDto;
  settings: VersionedSettings;
  onFinish: () => void;
}

/**
 * The guided path of a connected shop. Where it stands is the server's word: whoever leaves and comes back, in whatever
 * browser, goes on at the first step that is not done. Only a step that is put off is remembered here.
 */
export default function FirstRunScreen({ status, settings, onFinish }: Props) {
  const catalogue = useQuery(catalogueQuery);
  const [putOff, setPutOff] = useState<readonly StepId[]>([]);
  const [chosen, setChosen] = useState<StepId | null>(null);
  const done = doneSteps(status, { settings, catalogue: catalogue.data });
  const next = stepIds.find((id) => !done[id] && !putOff.includes(id));
  const current = chosen ?? next;

  // What was saved may have been a step gone back to: on from there.
  const saved = JSON.stringify(settings.versions);
  const seen = useRef(saved);
  useEffect(() => {
    if (seen.current !== saved) setChosen(null);
    seen.current = saved;
  }, [saved]);

  const finished = current === undefined;
  useEffect(() => {
    if (finished) onFinish();
  }, [finished, onFinish]);
  if (current === undefined) return null;

  const skip = () => {
    setPutOff((now) => [...now, current]);
    setChosen(null);
  };
  return (
    <StepFrame current={current} done={done} onChoose={setChosen}>
      <Suspense fallback={<BlockSkeleton rows={3} />}>
        <Body key={current} step={current} status={status} settings={settings} onSkip={skip} />
      </Suspense>
    </StepFrame>
  );
}
