import { Text, Title } from '@mantine/core';
import type { AccessesDto } from '../../../src/contract/connection/accesses.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './accesses-screen.module.css';
import { browserOf, userOf } from './visitor.ts';

const t = texts.accesses;

/** When browsers were let in, those included whose session has ended. */
export function SignInLog({ signIns }: { signIns: AccessesDto['signIns'] }) {
  return (
    <section aria-labelledby="sign-ins-title">
      <Title order={2} size="h5" id="sign-ins-title">
        {t.log.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {t.log.text}
      </Text>
      {signIns.length === 0 ? (
        <Text size="sm">{t.log.none}</Text>
      ) : (
        <DataTable label={t.log.table} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.log.at}</th>
              <th scope="col">{t.log.how}</th>
              <th scope="col">{t.log.who}</th>
              <th scope="col">{t.log.from}</th>
            </tr>
          </thead>
          <tbody>
            {signIns.map((signIn, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a sign-in has no id, and two may share an instant
              <tr key={`${signIn.at} ${index}`}>
                <td>{formatDateTime(signIn.at)}</td>
                <td>{t.origins[signIn.origin]}</td>
                <td>{userOf(signIn) ?? '–'}</td>
                <td>
                  {browserOf(signIn)}
                  {signIn.address === null ? null : (
                    <span className={cx(styles.minor)}>{signIn.address}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}
