/** 专项: how a campaign stands, by theme and by stage; without a name the one that runs, or all names when several do. */
import { standingOf } from '../domain/campaign.js';
import { dateOf } from '../domain/date-text.js';
import type { CampaignSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { campaignFacts } from './campaign-figures.js';
import { say, type World } from './world.js';

export async function tellCampaign(world: World, typed: string | undefined, now: Instant): Promise<string> {
  const all = [...world.config().schedules.values()].filter((one): one is CampaignSchedule => one.kind === 'campaign');
  const today = dateOf(now, world.config().settings.timezone);
  const running = all.filter(({ stages }) => standingOf(stages, today).kind !== 'over');
  const meant = typed === undefined ? (running.length > 0 ? running : all) : all.filter(({ name }) => name.includes(typed));
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return say(world, 'campaign', await campaignFacts(world, only, now));
  return say(world, 'campaign-which', { names: (meant.length > 0 ? meant : all).map(({ name }) => name), typed: typed ?? null });
}
