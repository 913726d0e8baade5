import { describeCases } from '../../support/cases/describe-cases.ts';
import { openPluginWay } from '../../support/cases/plugin-way.ts';

/** The same cases through the plug-in as it runs, each a shop and a company of its own. */
describeCases('cases through the plug-in', openPluginWay);
