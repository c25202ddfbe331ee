using System.Text;

namespace ShopActors.Storage.Tests.Versions;

/// <summary>
/// Journals that two versions share while an upgrade or its reversal is under way: what docs/adr/0005 promises.
/// </summary>
public sealed class JournalVersionsTests
{
    private static readonly JournalCodec<Present.Ledger, Present.LedgerEvent> Older =
        new(Present.PresentJson.Default.Ledger, Present.PresentJson.Default.LedgerEvent);

    private static readonly JournalCodec<Next.Ledger, Next.LedgerEvent> Newer =
        new(Next.NextJson.Default.Ledger, Next.NextJson.Default.LedgerEvent);

    public static TheoryData<Next.LedgerEvent> EventsWithNews => new()
    {
        new Next.Noted("kept"),
        new Next.Entered(5, Next.EntryKind.Sale, "reason"),
        new Next.Entered(5, Next.EntryKind.Gift),
    };

    [Fact]
    public void Event_OfTheNextVersionWithNothingNew_IsReadByThePresentOne() =>
        Assert.Equal(
            new Present.Entered(5, Present.EntryKind.Refund),
            Older.DecodeEvent(Newer.EncodeEvent(new Next.Entered(5, Next.EntryKind.Refund)).Span));

    [Theory]
    [MemberData(nameof(EventsWithNews))]
    public void Event_OfTheNextVersionWithSomethingNew_IsRefusedAsNewer(Next.LedgerEvent news)
    {
        var stored = Newer.EncodeEvent(news);

        var refusal = Assert.Throws<JournalStoreException>(() => Older.DecodeEvent(stored.Span));

        Assert.Equal(JournalStoreFailure.Newer, refusal.Failure);
        Assert.Equal(news, Newer.DecodeEvent(stored.Span));
    }

    [Fact]
    public void Snapshot_OfTheNextVersionWithNothingNew_IsReadByThePresentOne() =>
        Assert.Equal(new Present.Ledger(7), Older.DecodeState(Newer.EncodeState(new Next.Ledger(7)).Span));

    [Fact]
    public void Snapshot_OfTheNextVersionWithANewMember_IsRefusedAsNewer()
    {
        var stored = Newer.EncodeState(new Next.Ledger(7, "note"));

        var refusal = Assert.Throws<JournalStoreException>(() => Older.DecodeState(stored.Span));

        Assert.Equal(JournalStoreFailure.Newer, refusal.Failure);
    }

    [Fact]
    public void Journal_OfThePresentVersion_IsReadByTheNextOneAndWrittenBackTheSame()
    {
        var e = Older.EncodeEvent(new Present.Entered(5, Present.EntryKind.Refund));
        var snapshot = Older.EncodeState(new Present.Ledger(7));

        Assert.Equal(Text(e), Text(Newer.EncodeEvent(Newer.DecodeEvent(e.Span))));
        Assert.Equal(Text(snapshot), Text(Newer.EncodeState(Newer.DecodeState(snapshot.Span))));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
