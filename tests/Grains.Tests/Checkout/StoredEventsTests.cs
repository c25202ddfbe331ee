using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>The events of checkouts are in the journals as the serializer's contract has them.</summary>
public sealed class StoredEventsTests
{
    [Theory]
    [InlineData("tok_ok")]
    [InlineData("tok_declined")]
    [InlineData("tok_timeout_after")]
    public async Task Journals_OfACheckout_HoldWhatTheSerializerWrites(string token)
    {
        var simulation = new Simulation(null, _ => Strike.None);
        var opening = Task.WhenAll(
            simulation.Process.OpenStock(Shopping.BookA, 10), Shopping.Fill(simulation, 1, (Shopping.BookA, 2)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");
        var placing = simulation.Process.Place(Shopping.Command(1, token));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout");

        var seen = 0;
        await foreach (var id in simulation.Store.List(""))
        {
            var content = await simulation.Store.Read(id);
            foreach (var e in content.Events)
            {
                seen++;
                Assert.Equal(Rewritten(id.Value, e.Span), Encoding.UTF8.GetString(e.Span));
            }
        }

        Assert.InRange(seen, 10, 100);
    }

    private static string Rewritten(string journal, ReadOnlySpan<byte> stored) => journal.Split('/')[0] switch
    {
        "order" => Rewrite(stored, PurchaseJson.Default.PurchaseEvent),
        "stock" => Rewrite(stored, StockJson.Default.StockEvent),
        "cart" => Rewrite(stored, CartJson.Default.CartEvent),
        var other => throw new InvalidOperationException(other),
    };

    private static string Rewrite<T>(ReadOnlySpan<byte> stored, JsonTypeInfo<T> type) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize(stored, type)!, type);
}
