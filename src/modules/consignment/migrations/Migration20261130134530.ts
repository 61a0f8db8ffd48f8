import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

const trigger = "consignment_document_line_list_price_frozen"

/** Shares by price, and of the price before discounts. */
export class Migration20261130134530 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_agreement
      add column if not exists commission_tiers jsonb null,
      add column if not exists commission_base text null check (commission_base in ('paid', 'list'))`)
    this.addSql(`update consignment_agreement set commission_base = 'paid'
      where price_basis = 'commission' and commission_base is null`)
    this
      .addSql(`alter table consignment_agreement drop constraint if exists consignment_agreement_check,
      drop constraint if exists consignment_agreement_share,
      add constraint consignment_agreement_share check (
        num_nonnulls(commission_percent, commission_tiers) = (price_basis = 'commission')::int
        and (commission_base is not null) = (price_basis = 'commission'))`)
    this.addSql(`alter table consignment_document_line
      add column if not exists list_price numeric(24,6) null check (list_price >= 0)`)
    this.addSql(`drop trigger if exists ${trigger} on consignment_document_line`)
    this.addSql(`create trigger ${trigger} before update on consignment_document_line for each row
      when (old.list_price is distinct from new.list_price) execute function consignment_refuse_write_of_posted()`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop trigger if exists ${trigger} on consignment_document_line`)
    this.addSql(`alter table consignment_document_line drop column if exists list_price`)
    this
      .addSql(`alter table consignment_agreement drop constraint if exists consignment_agreement_share,
      drop column if exists commission_tiers, drop column if exists commission_base,
      add constraint consignment_agreement_check check ((price_basis = 'commission') = (commission_percent is not null))`)
  }
}
