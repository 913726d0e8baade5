import { Anchor, List } from '@mantine/core';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { Notice } from '../../components/notice.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import { countUnmapped } from './vat/vat-mapping.ts';

const t = texts.settings.setup;

interface Props {
  settings: SettingsDto;
  catalogue: CatalogueDto | undefined;
}

/** Which tabs hold something without which no order can leave. */
export function unfinishedSections({ settings, catalogue }: Props) {
  return {
    paymentAccount: settings.paymentAccount.id === null,
    vat: catalogue === undefined ? 0 : countUnmapped(settings.vat, catalogue.taxProfiles),
  };
}

/** What is still missing before the first order can leave, with the way there; nothing once all is set. */
export function SetupChecklist(props: Props) {
  const { link } = useNavigation();
  const missing = unfinishedSections(props);
  if (!missing.paymentAccount && missing.vat === 0) return null;
  return (
    <Notice tone="info" title={t.title}>
      <List size="sm" spacing={4}>
        {missing.paymentAccount ? (
          <List.Item>
            <Anchor inherit {...link({ view: 'settings', section: 'paymentAccount' })}>
              {t.account}
            </Anchor>
          </List.Item>
        ) : null}
        {missing.vat > 0 ? (
          <List.Item>
            <Anchor inherit {...link({ view: 'settings', section: 'vat' })}>
              {t.vat(missing.vat)}
            </Anchor>
          </List.Item>
        ) : null}
      </List>
    </Notice>
  );
}
