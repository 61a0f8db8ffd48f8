import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/**
 * Flows of the host that posted to the ledger and are not known to have finished. A row is written with its document and
 * deleted once the host's part is complete, so the table stays as small as what happened in the last minutes.
 */
export class Migration20261130071500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_unfinished_flow (
      key text primary key, kind text not null check (kind in ('fulfillment', 'cancellation', 'return')),
      document_id text null, order_id text not null, host_id text not null, return_id text null,
      reservations jsonb not null default '[]'::jsonb,
      created_at timestamptz not null default clock_timestamp())`)
    this.addSql(
      `create index if not exists "IDX_consignment_unfinished_flow_order" on consignment_unfinished_flow (order_id)`
    )
    this.addSql(
      `create index if not exists "IDX_consignment_unfinished_flow_document" on consignment_unfinished_flow (document_id)`
    )
    // What crashes have left behind before this table existed. A new database has no tables of the host yet.
    this.addSql(`do $$ begin
      if to_regclass('order_fulfillment') is null or to_regclass('fulfillment') is null
        or to_regclass('order_change') is null then
        return;
      end if;
      insert into consignment_unfinished_flow (key, kind, document_id, order_id, host_id, created_at)
      select d.source_key, 'fulfillment', d.id, d.order_id, d.fulfillment_id, d.posted_at
      from consignment_document d
      where d.type = 'goods_issue' and d.order_id is not null and d.status <> 'reversed'
        and d.source_key = 'fulfillment:' || d.fulfillment_id
        and not exists (select 1 from order_fulfillment l
          where l.fulfillment_id = d.fulfillment_id and l.deleted_at is null)
        and not exists (select 1 from fulfillment f
          where f.id = d.fulfillment_id and f.canceled_at is not null)
      on conflict do nothing;
      insert into consignment_unfinished_flow (key, kind, document_id, order_id, host_id, created_at)
      select d.source_key, 'cancellation', d.id, d.order_id, f.id, d.posted_at
      from consignment_document d
      join fulfillment f on 'fulfillment-canceled:' || f.id = d.source_key
      where d.type = 'reversal' and d.order_id is not null and d.status <> 'reversed' and f.canceled_at is null
        and f.shipped_at is null
      on conflict do nothing;
      insert into consignment_unfinished_flow (key, kind, document_id, order_id, host_id, return_id, created_at)
      select d.source_key, 'return', d.id, d.order_id, c.id, d.return_id, d.posted_at
      from consignment_document d
      join order_change c on d.source_key = 'return:' || d.return_id || ':' || c.id
      where d.type = 'goods_issue_return' and d.order_id is not null and d.status <> 'reversed'
        and c.status in ('pending', 'requested')
      on conflict do nothing;
    end $$`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(`drop table if exists consignment_unfinished_flow`)
  }
}
