/** The whole form, with the numbers of the incidents: `HOLDFAST_LAB=whole`. Else a quick one. */
export const WHOLE: boolean = process.env['HOLDFAST_LAB'] === 'whole';
