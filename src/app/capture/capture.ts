import type { Project } from '../../model/project.ts';
import type { Agent, HookCall } from '../../ports/agent.ts';
import type { Ports, Surroundings } from '../ports.ts';

/** A hook call whose events hold no secrets any more, and nothing private. Rejects where it cannot be redacted. */
export async function redactCall(
  around: Pick<Surroundings, 'privacy' | 'files' | 'openStore'>,
  agent: Agent,
  call: HookCall,
): Promise<HookCall> {
  const { privacy, files, openStore } = around;
  const redact = await privacy.meet(call.events, { agent, files, transcript: call.transcript, openStore });
  return { ...call, events: call.events.map(redact) };
}

/** Commits what a hook told, already redacted. When this resolves, the events are durable. */
export async function capture(ports: Ports, agent: string, call: HookCall): Promise<Project> {
  const place = await ports.locate(call.cwd);
  const project = await ports.store.project(place, ports.clock());
  await ports.store.append({
    events: call.events,
    session: {
      id: call.session,
      agent,
      project: project.id,
      cwd: call.cwd,
      ...(place.branch === undefined ? {} : { branch: await ports.privacy.redactText(place.branch) }),
      ...(place.commit === undefined ? {} : { commit: place.commit }),
      ...(call.transcript === undefined ? {} : { transcript: call.transcript }),
    },
  });
  return project;
}
