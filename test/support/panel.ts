import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { SettingsInput } from '../../src/contract/settings/settings.ts';
import { launchChromium, newContext } from './chrome.ts';
import { Merchant } from './merchant.ts';
import { startTestPlugin, type TestPlugin } from './plugin.ts';

interface PanelOptions {
  orders: number;
  customers: number;
  /** The settings of *Ordini*: orders leave by themselves where nothing is said. */
  settings?: SettingsInput['orders'];
}

/** A merchant who is connected and set up, in front of the panel in a browser. */
export class PanelWorld {
  readonly sandbox: Sandbox;
  readonly plugin: TestPlugin;
  readonly merchant: Merchant;
  readonly browser: Browser;

  private constructor(sandbox: Sandbox, plugin: TestPlugin, browser: Browser) {
    this.sandbox = sandbox;
    this.plugin = plugin;
    this.browser = browser;
    this.merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  }

  static async start({ orders, customers, settings }: PanelOptions): Promise<PanelWorld> {
    const sandbox = await startSandbox({ orders, customers });
    const plugin = await startTestPlugin(sandbox);
    const world = new PanelWorld(sandbox, plugin, await launchChromium());
    const { merchant } = world;
    await sandbox.shop.install();
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure(settings);
    return world;
  }

  /** The panel's address; `fragment` names the screen, `path` another page of it. */
  address(fragment = '', path = ''): string {
    return `${this.plugin.url}/tscommerce/embed${path}?instance=${this.merchant.shop.instance}${fragment}`;
  }

  /** Another browser of the same merchant, with nothing open yet. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await newContext(this.browser, options);
    const cookies = [...this.merchant.browser.cookies(this.plugin.url)];
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: this.plugin.url })));
    return context.newPage();
  }

  /** Another browser of the same merchant, in front of a screen. */
  async open(fragment = ''): Promise<Page> {
    const page = await this.newPage();
    await page.goto(this.address(fragment));
    return page;
  }

  /** Closes every browser of the merchant. */
  async closePages(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.plugin.stop();
    await this.sandbox.stop();
  }
}
