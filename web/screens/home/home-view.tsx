import { useQuery } from '@tanstack/react-query';
import { lazy, useCallback, useState } from 'react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { homeQuery } from '../../api/panel.ts';
import { catalogueQuery, type VersionedSettings } from '../../api/settings.ts';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { needsGuide } from '../first-run/setup.ts';

const HomeScreen = lazy(() => import('./home-screen.tsx'));
const FirstRunScreen = lazy(() => import('../first-run/first-run-screen.tsx'));

interface Props {
  status: StatusDto;
  settings: VersionedSettings;
}

/** The panel's first view: the guided path until the shop is set up, then how it goes. */
export default function HomeView({ status, settings }: Props) {
  const catalogue = useQuery(catalogueQuery);
  const home = useQuery(homeQuery);
  const [guide, setGuide] = useState<'not-yet' | 'shown' | 'finished'>('not-yet');
  const finish = useCallback(() => setGuide('finished'), []);

  const started = home.isError ? true : home.data?.started;
  const needed = catalogue.isPending
    ? undefined
    : needsGuide({ settings, catalogue: catalogue.data }, started);
  // Once begun it is gone through to its end, also past the step that makes orders leave.
  if (needed === true && guide === 'not-yet') setGuide('shown');

  if (guide === 'shown') return <FirstRunScreen status={status} settings={settings} onFinish={finish} />;
  if (guide === 'not-yet' && needed === undefined) return <PageSkeleton />;
  return <HomeScreen status={status} settings={settings} isReady={guide === 'finished'} />;
}
