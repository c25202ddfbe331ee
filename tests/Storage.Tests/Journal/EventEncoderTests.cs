using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.Storage.Tests.Journal;

/// <summary>Events are stored exactly as the serializer writes them, whichever way they are written.</summary>
public sealed partial class EventEncoderTests
{
    private static readonly JournalCodec<State, Happening> Codec =
        new(SampleJson.Default.State, SampleJson.Default.Happening);

    public static TheoryData<Happening> Events => new()
    {
        new Nothing(),
        new Named { At = 1, Name = "a \"name\" with <signs> and ü" },
        new Named { At = 2 },
        new Nested { At = 3, Inner = new(4, ["x", "y"]), Names = { ["k"] = new Named { Name = "n" } } },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_Encoded_IsWhatTheSerializerWrites(Happening value)
    {
        var expected = JsonSerializer.Serialize(value, SampleJson.Default.Happening);

        var bytes = Codec.EncodeEvent(value);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes.Span));
        Assert.Equal(expected, JsonSerializer.Serialize(Codec.DecodeEvent(bytes.Span), SampleJson.Default.Happening));
    }

    public sealed record State;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Named), "named")]
    [JsonDerivedType(typeof(Nested), "nested")]
    public abstract record Happening;

    public sealed record Nothing : Happening;

    public sealed record Named : Happening
    {
        public long At { get; init; }

        public string? Name { get; init; }
    }

    public sealed record Nested : Happening
    {
        public long At { get; init; }

        public required Pair Inner { get; init; }

        public Dictionary<string, Happening> Names { get; init; } = [];
    }

    public sealed record Pair(int Number, string[] Texts);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(State))]
    [JsonSerializable(typeof(Happening))]
    private sealed partial class SampleJson : JsonSerializerContext;
}
