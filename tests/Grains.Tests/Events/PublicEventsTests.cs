using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors.Grains.Tests.Events;

/// <summary>
/// Events are a contract with programs outside this repository: every type and member is in <c>public-events.txt</c>.
/// None may go or change its type; a change that would break a reader is a new version of the type.
/// </summary>
public sealed class PublicEventsTests
{
    private const string FileName = "public-events.txt";

    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_OfThisVersion_AreTheListedOnes()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Events", FileName));
        var found = typeof(ShopEventData).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ShopEventData)))
            .SelectMany(Describe)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.True(
            listed.SequenceEqual(found),
            $"{FileName} lacks:\n{string.Join('\n', found.Except(listed))}\n"
            + $"this version no longer sends:\n{string.Join('\n', listed.Except(found))}");
    }

    [Fact]
    public void Event_Encoded_IsItsTypeSubjectTimeSequenceAndData()
    {
        var order = OrderId.Parse("ord_0123456789abcdefghjkmnpqr0");
        var money = EventMoney.Of(new Money(1299, Currency.Eur));

        var json = Encoding.UTF8.GetString(
            EventJson.Encode(new OrderConfirmedV1(order, money, [], null), order.Value, Noon, 4).Span);

        Assert.Equal(
            $$$"""
            {"type":"shop.order.confirmed.v1","subject":"{{{order}}}","time":"2030-01-02T12:00:00+00:00","sequence":4,
            "data":{"orderId":"{{{order}}}","total":{"amount":1299,"currency":"EUR","exponent":2},"lines":[],
            "customerId":null}}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void Message_OfAnEvent_IsACloudEvent()
    {
        var payload = EventJson.Encode(
            new StockChangedV1(new Sku("BOOK-1"), StockChange.Sold, 4, 3), "BOOK-1", Noon, 7);
        var message = OutboxMessage.Read(new(815, payload));

        Assert.Equal(
            (815, "evt_815", "shop.stock.changed.v1", "BOOK-1", 7),
            (message.Position, message.Id, message.Type, message.Subject, message.Sequence));
        var cloudEvent = JsonDocument.Parse(message.ToCloudEvent("urn:shop")).RootElement;
        Assert.Equal(
            ["specversion", "id", "source", "datacontenttype", "type", "subject", "time", "sequence", "data"],
            cloudEvent.EnumerateObject().Select(member => member.Name));
        Assert.Equal("sold", cloudEvent.GetProperty("data").GetProperty("change").GetString());
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("order.*", true)]
    [InlineData("shop.order.*", true)]
    [InlineData("order.confirmed", true)]
    [InlineData("shop.order.confirmed.v1", true)]
    [InlineData("order", false)]
    [InlineData("ord.*", false)]
    [InlineData("order.confirm", false)]
    [InlineData("order.confirmed.v2", false)]
    [InlineData("payment.*", false)]
    [InlineData("", false)]
    public void Filter_Pattern_WantsWhatItNames(string pattern, bool wants) =>
        Assert.Equal(wants, EventFilter.Wants([pattern], "shop.order.confirmed.v1"));

    private static IEnumerable<string> Describe(Type type)
    {
        var name = type.Name;
        yield return $"{name}: {ShopEventTypes.All.Single(listed => listed == NameOf(type))}";
        foreach (var member in EventJson.Default.GetTypeInfo(type)!.Properties)
        {
            yield return $"{name}.{member.Name}";
            var part = member.PropertyType.IsGenericType
                ? member.PropertyType.GetGenericArguments()[0]
                : member.PropertyType;
            if (EventJson.Default.GetTypeInfo(part) is not { Kind: JsonTypeInfoKind.Object } parts) continue;
            foreach (var inner in parts.Properties) yield return $"{part.Name}.{inner.Name}";
        }
    }

    private static string NameOf(Type type) =>
        ((EventTypeAttribute)type.GetCustomAttributes(typeof(EventTypeAttribute), inherit: false).Single()).Name;
}
