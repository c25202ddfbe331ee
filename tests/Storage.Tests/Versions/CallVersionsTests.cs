using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace ShopActors.Storage.Tests.Versions;

/// <summary>
/// Arguments and results between silos of two versions, by Orleans' serializer. Each version has a serializer of its
/// own in which its types go by the same aliases, as two builds of one application have.
/// </summary>
public sealed class CallVersionsTests : IDisposable
{
    private const string PresentPrefix = "present.";
    private const string NextPrefix = "next.";

    private readonly ServiceProvider _present = CreateVersion(PresentPrefix, NextPrefix);
    private readonly ServiceProvider _next = CreateVersion(NextPrefix, PresentPrefix);

    public void Dispose()
    {
        _present.Dispose();
        _next.Dispose();
    }

    [Fact]
    public void Message_OfTheNextVersion_IsReadWithoutTheMembersThatAreNew() =>
        Assert.Equal(
            new Present.Entry { Amount = 5, Kind = Present.EntryKind.Refund, Origin = new Present.ByHand("till 1") },
            Receive(_next, _present, new Next.Entry
            {
                Amount = 5,
                Kind = Next.EntryKind.Refund,
                Origin = new Next.ByHand("till 1", "Berlin"),
                Reason = "returned",
            }));

    [Fact]
    public void Message_OfThePresentVersion_HasDefaultsForWhatIsNew() =>
        Assert.Equal(
            new Next.Entry { Amount = 5, Kind = Next.EntryKind.Refund, Origin = new Next.ByHand("till 1") },
            Receive(_present, _next, new Present.Entry
            {
                Amount = 5,
                Kind = Present.EntryKind.Refund,
                Origin = new Present.ByHand("till 1"),
            }));

    // Unlike in a journal: over the wire an enumeration is its number, so the reader must expect one it does not know.
    [Fact]
    public void Message_WithANewEnumerationValue_ArrivesAsItsNumber()
    {
        var received = Assert.IsType<Present.Entry>(
            Receive(_next, _present, new Next.Entry { Amount = 5, Kind = Next.EntryKind.Gift }));

        Assert.Equal((Present.EntryKind)2, received.Kind);
        Assert.False(Enum.IsDefined(received.Kind));
    }

    [Fact]
    public void Message_WithANewKindOfObject_IsRefusedAndNotReadInPart() =>
        Assert.ThrowsAny<SerializerException>(
            () => Receive(_next, _present, new Next.Entry { Amount = 5, Origin = new Next.ByImport(17) }));

    // As an object, so that the alias goes with it and finds the receiver's type.
    private static object? Receive(IServiceProvider sender, IServiceProvider receiver, object message) =>
        receiver.GetRequiredService<Serializer>().Deserialize<object>(
            sender.GetRequiredService<Serializer>().SerializeToArray(message));

    private static ServiceProvider CreateVersion(string prefix, string other) => new ServiceCollection()
        .AddSerializer(serializer => serializer
            .AddAssembly(typeof(Present).Assembly)
            .Configure(types => UseAliasesOf(types.WellKnownTypeAliases, prefix, other)))
        .BuildServiceProvider();

    private static void UseAliasesOf(Dictionary<string, Type> aliases, string prefix, string other)
    {
        foreach (var (alias, type) in aliases.ToArray())
        {
            if (alias.StartsWith(other, StringComparison.Ordinal)) aliases.Remove(alias);
            if (!alias.StartsWith(prefix, StringComparison.Ordinal)) continue;
            aliases.Remove(alias);
            aliases.Add("ledger." + alias[prefix.Length..], type);
        }
    }
}
