/** The plans of the crash tests: three units by mail, or three offices that read in a Drive folder. */
import type { DeliveryPlan } from '../../src/model/delivery.ts';
import type { Plan } from '../../src/model/plan.ts';
import { aGooglePlan } from './google/way.ts';
import { aDrivePlan, aMailPlan } from './parcel.ts';
import { aDeliveryPlan, aPlan } from './plan.ts';

export function crashPlan(port: number, uncertain: DeliveryPlan['uncertain'] = 'hold'): Plan {
  const plan = aPlan();
  const units = plan.units.slice(0, 3).map((unit) => ({
    ...unit,
    contact: { ...unit.contact, mail: `${unit.id}@example.gov.cn` },
  }));
  const channels = [aMailPlan(port, { ca: 'ca.pem' })];
  const delivery = aDeliveryPlan({ channels, units: ['youxiang'], uncertain });
  return { ...plan, units, delivery };
}

export function driveCrashPlan(): Plan {
  const recipients = ['甲', '乙', '丙'].map((name) => ({ name, channels: ['yunpan'] }));
  const delivery = aDeliveryPlan({ channels: [aDrivePlan()], recipients });
  return aPlan({ google: aGooglePlan({ writes: true, sources: [] }), delivery });
}
