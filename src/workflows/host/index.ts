export { hostLevels } from "./levels"
