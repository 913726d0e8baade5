import type { ShopOrder } from '../../../domain/order.ts';
import type { Shop } from '../../../ports/shop.ts';
import type { OrderHint } from '../../../ports/stores/hints.ts';
import { follow, traced } from '../../../trail.ts';
import type { Context } from '../../context.ts';

/** Orders of a shop that are read at once. */
const READ_AT_ONCE = 4;
/** Orders are read ahead for this long: what is sent was read a moment ago. */
const READ_AHEAD_MS = 250;

/** What the shop answered for a hint. */
export interface Answer {
  hint: OrderHint;
  readAt: Date;
  result: PromiseSettledResult<ShopOrder | null>;
}

export const inTrail = <T>(hint: OrderHint, work: () => Promise<T>) =>
  follow(hint.requestId, hint.receivedAt, () => traced('follow hint', work));

/** Reads orders, a few at once, as many of the first as there is time for; never throws. */
export async function readOrders(
  { clock }: Context,
  connectShop: Shop,
  hints: readonly OrderHint[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const begun = performance.now();
  do {
    const together = hints.slice(answers.length, answers.length + READ_AT_ONCE);
    const readAt = clock.now();
    const results = await Promise.allSettled(
      together.map((hint) => inTrail(hint, () => connectShop.readOrder(hint.orderId))),
    );
    answers.push(
      ...together.flatMap((hint, index) =>
        results[index] ? [{ hint, readAt, result: results[index] }] : [],
      ),
    );
    if (results.some(({ status }) => status === 'rejected')) break;
  } while (answers.length < hints.length && performance.now() - begun < READ_AHEAD_MS);
  return answers;
}
