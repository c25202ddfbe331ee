using System.Text;
using ShopActors.Chaos.Load;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.ChaosHarness;

public sealed class RecordingClientTests
{
    [Theory]
    [InlineData(200, "{}", "Ok")]
    [InlineData(202, "{}", "Ok")]
    [InlineData(402, "{}", "Fail")]
    [InlineData(409, """{"code":"insufficient_stock"}""", "Fail")]
    [InlineData(409, """{"code":"request_in_progress"}""", "Info")]
    [InlineData(408, "{}", "Info")]
    [InlineData(429, "{}", "Fail")]
    [InlineData(500, "{}", "Info")]
    [InlineData(502, "{}", "Info")]
    [InlineData(503, "{}", "Fail")]
    [InlineData(504, "{}", "Info")]
    public void Classify_Status_SaysWhatTheClientMayConclude(int status, string body, string expected) =>
        Assert.Equal(
            expected,
            RecordingClient.Classify(new ShopAnswer(status, Encoding.UTF8.GetBytes(body)))
                .ToString());

    [Fact]
    public void Classify_NoAnswer_IsUnknown() => Assert.Equal(ResultClass.Info, RecordingClient.Classify(null));

    [Fact]
    public async Task Journal_RecordedTwice_KeepsTheOutcomeAndBothLinesOnDisk()
    {
        using var home = new TemporaryDirectory("journal-");
        var path = home.File("clients.journal");
        var invoked = ClientOperation.Blank with { Id = 1, Subject = "cart_1", InvokedAt = 5 };

        await using (var journal = new ClientJournal(path))
        {
            await journal.RecordAsync(invoked);
            Assert.Equal(ResultClass.Info, Assert.Single(journal.Operations).Result);

            await journal.RecordAsync(invoked with { Result = ResultClass.Ok, ReturnedAt = 9 });
            Assert.Equal(ResultClass.Ok, Assert.Single(journal.Operations).Result);
            Assert.Equal(2, (await File.ReadAllLinesAsync(path)).Length);
        }
    }
}
