import { Container } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { StatusDto } from '../src/contract/panel/status.ts';
import { isSessionError } from './api/errors.ts';
import { statusQuery } from './api/panel.ts';
import { ErrorMessage } from './components/error-message.tsx';
import { ScreenBoundary } from './components/screen-boundary.tsx';
import { PageSkeleton } from './components/skeletons.tsx';
import { ConnectionStrip } from './live/connection-strip.tsx';
import { orderOfPath } from './navigation/routes.ts';

const SessionScreen = lazy(() => import('./screens/session/session-screen.tsx'));
const WelcomeScreen = lazy(() => import('./screens/connection/welcome-screen.tsx'));
const CompanyScreen = lazy(() => import('./screens/company/company-screen.tsx'));
const PanelScreen = lazy(() => import('./screens/panel/panel-screen.tsx'));
const SendPage = lazy(() => import('./screens/send/send-page.tsx'));

const orderId = orderOfPath(window.location.pathname);

/** A page with one thing on it. */
function SinglePage({ children }: { children: ReactNode }) {
  return (
    <Container size="lg" py={{ base: 'md', sm: 'xl' }} component="main">
      {children}
    </Container>
  );
}

function Connected({ status }: { status: StatusDto }) {
  if (orderId !== null) {
    return (
      <SinglePage>
        <SendPage orderId={orderId} status={status} />
      </SinglePage>
    );
  }
  switch (status.connection.state) {
    case 'disconnected':
      return (
        <SinglePage>
          <WelcomeScreen status={status} />
        </SinglePage>
      );
    case 'choose-company':
      return (
        <SinglePage>
          <CompanyScreen />
        </SinglePage>
      );
    case 'connected':
    case 'expired':
      return <PanelScreen status={status} />;
  }
}

function Page() {
  const status = useQuery(statusQuery);
  if (isSessionError(status.error)) {
    return (
      <SinglePage>
        <SessionScreen error={status.error} ended={status.data !== undefined} />
      </SinglePage>
    );
  }
  if (status.data) return <Connected status={status.data} />;
  return (
    <SinglePage>
      {status.isPending ? (
        <PageSkeleton />
      ) : (
        <ErrorMessage
          error={status.error}
          retrying={status.isFetching}
          onRetry={() => void status.refetch()}
        />
      )}
    </SinglePage>
  );
}

/** Which screen the state of session and connection calls for. */
export function App() {
  return (
    <ScreenBoundary>
      <ConnectionStrip />
      <Suspense
        fallback={
          <SinglePage>
            <PageSkeleton />
          </SinglePage>
        }
      >
        <Page />
      </Suspense>
    </ScreenBoundary>
  );
}
