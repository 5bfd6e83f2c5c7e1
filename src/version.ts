/** The version of Holdfast; `package.json` and the plugin's manifest say the same (tested). */
export const version = '0.1.0';
