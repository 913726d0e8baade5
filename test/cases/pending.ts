/**
 * Cases that do not come out yet, by id. Each is asserted to fail still: whoever mends one takes it off this list.
 */
export const pendingCases: readonly string[] = [];
