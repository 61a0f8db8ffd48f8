import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/** Item cards, units, and the links between articles of two connected stores. */
export class Migration20261130102846 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_settings add column if not exists units jsonb`)
    this.addSql(`create table if not exists consignment_item_card (
      inventory_item_id text primary key, period_base_price numeric(24,6), counter_unit_price numeric(24,6),
      service_group text, return_warning text, purchase_price numeric(24,6), depreciation_months integer,
      residual_value numeric(24,6), vat_rate numeric(24,6), unit text, notes text,
      deliver_in_full boolean not null default false, skip_check_after_hire boolean not null default false,
      serials_public boolean not null default false,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`)
    // Both stores keep a link under the same id. "described" is the article as it crossed last.
    this.addSql(`create table if not exists consignment_peer_link (
      id text not null, peer_id text not null, role text not null default 'consignee' check (role in ('consignor', 'consignee')),
      state text not null default 'linked' check (state in ('linked', 'broken', 'ended')),
      inventory_item_id text, variant_id text, product_id text, their_product_id text,
      locked boolean not null default false, sku text, agreed_sku text, agreed_variant_sku text, their_sku text,
      is_changed_here boolean not null default false, is_changed_there boolean not null default false,
      described_hash text, described jsonb,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      primary key (peer_id, id))`)
    this.addSql(`create unique index if not exists "IDX_consignment_peer_link_item"
      on consignment_peer_link (peer_id, inventory_item_id) where state <> 'ended'`)
    this.addSql(`create index if not exists "IDX_consignment_peer_link_inventory_item"
      on consignment_peer_link (inventory_item_id) where state <> 'ended'`)
    this.addSql(`create index if not exists "IDX_consignment_peer_link_product"
      on consignment_peer_link (product_id) where state <> 'ended'`)
    this.addSql(`create index if not exists "IDX_consignment_peer_link_their_product"
      on consignment_peer_link (peer_id, their_product_id) where state <> 'ended'`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists consignment_peer_link`)
    this.addSql(`drop table if exists consignment_item_card`)
    this.addSql(`alter table consignment_settings drop column if exists units`)
  }
}
