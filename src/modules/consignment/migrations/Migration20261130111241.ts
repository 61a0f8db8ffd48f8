import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** A unit that was in its lot when others left it unnamed may be one of those; one that arrived since is not. */
export class Migration20261130111241 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_serial_number
      add column if not exists is_exposed boolean not null default false`)
    this.addSql(`do $$ begin
        perform set_config('consignment.posting', 'on', true);
        update consignment_serial_number set is_exposed = true where state = 'possible' and not is_exposed;
      end $$`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`alter table consignment_serial_number drop column if exists is_exposed`)
  }
}
