import { Paper, Stack, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { cx } from '../../components/cx.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { texts } from '../../texts.ts';
import { type DoneSteps, type StepId, stepIds } from './setup.ts';
import styles from './step-frame.module.css';

const t = texts.firstRun;

interface Props {
  current: StepId;
  done: Partial<DoneSteps>;
  /** Goes back to a step that is done; without it none can be chosen. */
  onChoose?: (step: StepId) => void;
  children: ReactNode;
}

function Step({ id, current, done, onChoose }: Omit<Props, 'children'> & { id: StepId }) {
  const isCurrent = id === current;
  const isDone = !isCurrent && done[id] === true;
  const state = isCurrent ? t.current : isDone ? t.done : t.todo;
  const name = (
    <>
      <span className={cx(styles.mark)} aria-hidden="true">
        {isDone ? <IconCheck size={16} stroke={3} /> : stepIds.indexOf(id) + 1}
      </span>
      <span className={cx(styles.name)}>{t.steps[id].name}</span>
      <VisuallyHidden>{`: ${state}`}</VisuallyHidden>
    </>
  );
  const canGo = isDone && onChoose !== undefined && id !== 'authorize' && id !== 'company';
  return (
    <li
      className={cx(styles.step, isCurrent && styles.current, isDone && styles.done)}
      aria-current={isCurrent ? 'step' : undefined}
    >
      {canGo ? (
        <button type="button" className={cx(styles.button)} onClick={() => onChoose(id)}>
          {name}
        </button>
      ) : (
        name
      )}
    </li>
  );
}

/** One step of the guided path: where one is, what it is for, and what there is to do. */
export function StepFrame({ current, done, onChoose, children }: Props) {
  const step = t.steps[current];
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={820} mx="auto">
      <Stack gap="lg">
        <div>
          <p className={cx(styles.progress)}>{t.progress(stepIds.indexOf(current) + 1, stepIds.length)}</p>
          <ol className={cx(styles.steps)} aria-label={t.stepsLabel}>
            {stepIds.map((id) => (
              <Step key={id} id={id} current={current} done={done} {...(onChoose ? { onChoose } : {})} />
            ))}
          </ol>
        </div>
        <PageTitle key={current} focus intro={step.why}>
          {step.title}
        </PageTitle>
        {children}
      </Stack>
    </Paper>
  );
}
