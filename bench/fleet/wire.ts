/** A shop of the fleet as the platforms' process made it: what the plug-in's rows say of it. */
export interface FleetShop {
  instance: string;
  uid: string;
  name: string;
  key: string;
  exchange: string;
  companyId: number;
  accessToken: string;
  refreshToken: string;
}

/** Some hours' trade, squeezed into the seconds that they last here. */
export interface Trade {
  seconds: number;
  hours: number;
}

export interface TradeResult {
  orders: number;
  /** From the webhook that makes an order ready to its document, ms. */
  latenciesMs: number[];
  /** Orders none of whose webhooks came, and those of them that were found before the end. */
  missing: number;
  found: number;
  /** Orders that had no document half a minute after the end, though their webhooks came. */
  late: number;
  /** Access tokens that were exchanged meanwhile. */
  refreshed: number;
}

export type PlatformsJob =
  /** Makes the shops, each with a company of its own. */
  | { kind: 'open'; shops: number }
  /** Connects the first shop as a merchant would, and has it sell; the others get tokens like its own. */
  | { kind: 'connect'; url: string }
  /** Webhooks go to these addresses, in the shops' sequence. */
  | { kind: 'listen'; addresses: string[] }
  /** One paid order with an invoice in each of these shops; ends when all have their document. */
  | { kind: 'invoice'; shops: number[] }
  | { kind: 'trade'; trade: Trade };

export interface Opened {
  shopUrl: string;
  ficUrl: string;
}
