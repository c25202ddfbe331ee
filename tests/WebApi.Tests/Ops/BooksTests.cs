using System.Net;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Tests.Purchases;

namespace ShopActors.WebApi.Tests.Ops;

/// <summary>The ledger, and the comparison with the provider's records.</summary>
public sealed class BooksTests(TaxedFixture shop) : IClassFixture<TaxedFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Ledger_OfAnOrderWithTaxAndARefund_SaysWhereTheMoneyIsAndWhy()
    {
        using var shopper = shop.NewClient();
        using var ops = shop.NewOperator();
        var cart = await shopper.NewCartWithAsync("MUG-1", 2);
        await shopper.PutAsync($"/carts/{cart}/shipping-address", new
        {
            name = "Ada Lovelace",
            line1 = "Unter den Linden 1",
            postalCode = "10117",
            city = "Berlin",
            country = "DE",
        });
        await shopper.PutAsync($"/carts/{cart}/contact", new { email = "ada@example.org" });
        await shopper.PutAsync($"/carts/{cart}/shipping-method", new { method = "flat" });
        var order = await shopper.CheckoutAsync(cart, "buy");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        var id = (string)order.Json["id"]!;
        var refunded = await ops.PostAsync(
            $"/orders/{id}/refunds", new { amount = new { amount = 95, currency = "EUR" } }, "back");
        Assert.Equal(HttpStatusCode.Created, refunded.Status);

        var ledger = await ops.GetAsync("/ops/audit/ledger?limit=100");

        var own = ledger.Json["items"]!.AsArray().Where(one => (string)one!["orderId"]! == id).ToList();
        Assert.Equal(4, own.Count);
        Assert.All(own, one => Assert.Equal(0, Postings(one).Sum(posting => posting.Amount)));
        Assert.Equal(
            [("clearing", 2_595L), ("sales", -1_681L), ("shipping", -500L), ("tax", -414L)],
            Postings(own.Single(one => ((string)one!["id"]!).EndsWith(":sale", StringComparison.Ordinal))));
        var balances = own.SelectMany(Postings).GroupBy(posting => posting.Account)
            .ToDictionary(group => group.Key, group => group.Sum(posting => posting.Amount));
        Assert.Equal((2_500, 0, 95), (balances["provider"], balances["clearing"], balances["refunds"]));

        var audit = await ops.GetAsync("/ops/audit");
        Assert.Empty(audit.Json["violations"]!.AsArray());
        var rows = audit.Json["ledger"]!.AsArray();
        Assert.Equal(0, rows.Sum(row => (long)row!["balance"]!));
        Assert.Equal(0, rows.Where(row => (string)row!["account"]! == "clearing").Sum(row => (long)row!["balance"]!));
    }

    [Fact]
    public async Task Ledger_ReadInPages_HasEveryOrderOnce()
    {
        using var ops = shop.NewOperator();
        using var shopper = shop.NewClient();
        for (var i = 0; i < 3; i++)
        {
            await shopper.CheckoutAsync(await shopper.NewCartWithAsync("MUG-1"), $"page-{i}");
        }

        var all = await ops.GetAsync("/ops/audit/ledger?limit=100");
        List<string> paged = [];
        for (var path = "/ops/audit/ledger?limit=1"; path is not null;)
        {
            var page = await ops.GetAsync(path);
            paged.AddRange(page.Json["items"]!.AsArray().Select(one => (string)one!["id"]!));
            path = (string?)page.Json["nextCursor"] is { } cursor ? $"/ops/audit/ledger?limit=1&cursor={cursor}" : null;
        }

        Assert.Equal(all.Json["items"]!.AsArray().Select(one => (string)one!["id"]!), paged);
        Assert.Equal(paged.Distinct().Count(), paged.Count);
    }

    [Fact]
    public async Task Audit_AskedForOrWaitedFor_IsListedWithWhatItFound()
    {
        using var ops = shop.NewOperator();
        using var shopper = shop.NewClient();
        await shopper.CheckoutAsync(await shopper.NewCartWithAsync("MUG-1"), "audited");
        var begun = await ops.PostAsync("/ops/audits", null, "audit");
        Assert.Equal(HttpStatusCode.Accepted, begun.Status);
        using var patience = new CancellationTokenSource(Patience);
        var run = begun;
        while ((string)run.Json["status"]! == "running")
        {
            patience.Token.ThrowIfCancellationRequested();
            run = await ops.GetAsync(begun.Headers.Location!.ToString());
        }

        var summary = run.Json["summary"]!;
        Assert.Equal(("completed", 0L, 0L), (
            (string)run.Json["status"]!, (long)summary["violationCount"]!, (long)summary["unreadable"]!));
        Assert.True((long)summary["orders"]!["confirmed"]! >= 1, run.ToString());
        Assert.Equal(0, summary["ledger"]!.AsArray().Sum(row => (long)row!["balance"]!));

        var waited = await ops.GetAsync("/ops/audit");
        var latest = await ops.GetAsync("/ops/audits?limit=1");
        Assert.Equal((string)waited.Json["asOf"]!, (string)latest.Json["items"]![0]!["summary"]!["asOf"]!);
        var before = await ops.GetAsync($"/ops/audits?limit=1&cursor={(string)latest.Json["nextCursor"]!}");
        Assert.NotEqual((string)latest.Json["items"]![0]!["id"]!, (string)before.Json["items"]![0]!["id"]!);
        Assert.Contains(
            (await ops.GetAsync("/ops/audits?limit=100")).Json["items"]!.AsArray(),
            one => (string)one!["id"]! == (string)begun.Json["id"]!);

        var unknown = await ops.GetAsync("/ops/audits/none");
        Assert.Equal((HttpStatusCode.NotFound, "audit_not_found"), (unknown.Status, unknown.Code));
        var forged = await ops.GetAsync("/ops/audits?cursor=bm90LWEtbnVtYmVy");
        Assert.Equal((HttpStatusCode.BadRequest, "cursor_invalid"), (forged.Status, forged.Code));
    }

    [Fact]
    public async Task Reconciliation_AskedFor_RunsAndIsListed()
    {
        using var ops = shop.NewOperator();
        var begun = await ops.PostAsync("/ops/reconciliations", null, "run");
        Assert.Equal(HttpStatusCode.Accepted, begun.Status);
        using var patience = new CancellationTokenSource(Patience);
        var run = begun;
        while ((string)run.Json["status"]! == "running")
        {
            patience.Token.ThrowIfCancellationRequested();
            run = await ops.GetAsync(begun.Headers.Location!.ToString());
        }

        Assert.Equal(("completed", 0), ((string)run.Json["status"]!, (long)run.Json["differenceCount"]!));
        var listed = await ops.GetAsync("/ops/reconciliations");
        Assert.Contains(
            listed.Json["items"]!.AsArray(), one => (string)one!["id"]! == (string)begun.Json["id"]!);
        var unknown = await ops.GetAsync("/ops/reconciliations/none");
        Assert.Equal((HttpStatusCode.NotFound, "reconciliation_not_found"), (unknown.Status, unknown.Code));
    }

    private static IEnumerable<(string Account, long Amount)> Postings(JsonNode? transaction) =>
        transaction!["postings"]!.AsArray().Select(one => ((string)one!["account"]!, (long)one["amount"]!));
}
