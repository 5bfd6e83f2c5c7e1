/** How long this process has worked, in milliseconds: unlike the clock it does not run on while others work. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
