import type { StatusDto } from '../../../contract/panel/status.ts';
import { type Unread, unreadOf } from '../../../flows/inspection/unread.ts';
import type { StoredInspection } from '../../../ports/stores/inspections.ts';
import { serverTexts } from '../../../texts/server.ts';
import { answerLanguage } from '../../edge/language.ts';

export function toInspectionDto(looked: StoredInspection | null): StatusDto['inspection'] {
  if (looked === null) return null;
  return { lookedAt: looked.lookedAt.toISOString(), unread: unreadOf(looked.inspection).map(sayUnread) };
}

function sayUnread(unread: Unread): string {
  const texts = serverTexts[answerLanguage()].inspection;
  switch (unread.kind) {
    case 'answer':
      return texts.answer({ ...unread, scope: texts.scopes[unread.scope] });
    case 'absent':
      return texts.absent({ ...unread, scope: texts.scopes[unread.scope] });
    case 'value':
    case 'conflict':
      return texts[unread.kind]({ ...unread, scope: texts.scopes[unread.scope] });
    case 'total':
      return texts.total(unread);
    case 'order':
      return texts.order(unread);
  }
}
