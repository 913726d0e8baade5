/** `unknown`: it cannot be opened from here, or does not let itself be looked at. */
export type SiteState = 'online' | 'offline' | 'unknown';

/** Opens a shop's public address as a visitor would; never fails. Asked again soon, it answers what it saw last. */
export type LookAtSite = (url: string) => Promise<SiteState>;
