using System.Text.Json;

namespace ShopActors.Grains.Tests.Stock;

/// <summary>The stored form of events: a failure says that journals written before cannot be read.</summary>
public sealed class StockFormatTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);

    public static TheoryData<string, string> Events => new()
    {
        { "opened", """{"t":"opened","operation":"seed/B","initial":7,"at":1767225600123}""" },
        {
            "adjusted",
            """{"t":"adjusted","operation":"op","reason":"WrittenOff","delta":-2,"at":1767225600123}"""
        },
        { "held", """{"t":"held","h":"ord_1","q":3,"x":1767225660123,"at":1767225600123}""" },
        { "taken", """{"t":"taken","h":"ord_1","q":3,"at":1767225600123}""" },
        { "sold", """{"t":"sold","h":"ord_1","at":1767225600123}""" },
        { "released", """{"t":"released","h":"ord_1","at":1767225600123}""" },
        { "expired", """{"t":"expired","at":1767225600123}""" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_Stored_IsWrittenAndReadAsEver(string name, string json)
    {
        StockEvent e = name switch
        {
            "opened" => new StockOpened(new("seed/B"), 7) { At = At },
            "adjusted" => new StockAdjusted(new("op"), StockReason.WrittenOff, -2) { At = At },
            "held" => new UnitsHeld(new("ord_1"), 3, At.AddMinutes(1)) { At = At },
            "taken" => new UnitsTaken(new("ord_1"), 3) { At = At },
            "sold" => new HoldSold(new("ord_1")) { At = At },
            "released" => new HoldReleased(new("ord_1")) { At = At },
            _ => new DeadlinesPassed { At = At },
        };
        Assert.Equal(json, JsonSerializer.Serialize(e, StockJson.Default.StockEvent));
        Assert.Equal(e, JsonSerializer.Deserialize(json, StockJson.Default.StockEvent));
    }

    [Fact]
    public void EndedHold_Stored_KeepsStateQuantityAndTime()
    {
        var ended = new EndedHolds();
        ended.Add(new("a"), new(HoldState.Sold, StockLimits.HoldQuantityMax, At));
        ended.Add(new("b"), new(HoldState.Released, 0, At.AddMilliseconds(1)));
        var bytes = ended.ToBytes();
        Assert.Equal("ypeBEsobvcr6wjGzmiPcTecje6jadpsB", Convert.ToBase64String(bytes.AsSpan(0, 24)));
        var read = EndedHolds.FromBytes(bytes, hasForgotten: true);
        Assert.True(read.TryGet(new("a"), out var a));
        Assert.Equal(new(HoldState.Sold, StockLimits.HoldQuantityMax, At), a);
        Assert.True(read.TryGet(new("b"), out var b));
        Assert.Equal(new(HoldState.Released, 0, At.AddMilliseconds(1)), b);
        Assert.True(read.HasForgotten);
        Assert.Throws<FormatException>(() => EndedHolds.FromBytes(bytes.AsSpan(1), false));
    }
}
