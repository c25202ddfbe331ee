using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Customers;

namespace ShopActors.WebApi.Tests.Customers;

public sealed class PasswordHashingTests
{
    private const string Password = "words that are not common";

    [Fact]
    public async Task Hash_MadeAtALowerCost_IsToBeReplaced()
    {
        using var cheap = Hashing(1_000);
        using var dear = Hashing(2_000);
        using var slot = await cheap.EnterAsync(default);
        var hash = await slot!.HashAsync(Password);
        using var other = await dear.EnterAsync(default);
        Assert.Equal(PasswordVerificationResult.Success, await slot.VerifyAsync(hash, Password));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, await other!.VerifyAsync(hash, Password));
        Assert.Equal(PasswordVerificationResult.Failed, await other.VerifyAsync(hash, Password + "!"));
    }

    [Fact]
    public async Task Unknown_IsComparedAtTheCostOfAKnownOne_AndFails()
    {
        using var hashing = Hashing(2_000);
        using var slot = await hashing.EnterAsync(default);
        Assert.Equal(PasswordVerificationResult.Failed, await slot!.VerifyAsync(null, Password));

        // What the cost depends on: the format, the hash function, the iterations and the lengths of salt and key.
        var known = Convert.FromBase64String((await slot.HashAsync(Password)).Value);
        var unknown = Convert.FromBase64String(hashing.Unknown.Value);
        const int header = 1 + (3 * sizeof(int));
        Assert.Equal(known.Length, unknown.Length);
        Assert.Equal(known[..header], unknown[..header]);
    }

    [Fact]
    public async Task Enter_MoreThanMayWait_IsRefused()
    {
        using var hashing = Hashing(1_000, requestsMax: 2);
        var first = await hashing.EnterAsync(default);
        var slots = Enumerable.Range(0, 4).Select(_ => hashing.EnterAsync(default)).ToList();
        var refused = slots.Where(slot => slot.IsCompletedSuccessfully && slot.Result is null).ToList();
        Assert.Equal(3, refused.Count);
        first!.Dispose();
        foreach (var slot in slots.Except(refused)) (await slot)!.Dispose();
        using var next = await hashing.EnterAsync(default);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Enter_GivenUpWhileWaiting_LeavesItsPlace()
    {
        using var hashing = Hashing(1_000, requestsMax: Environment.ProcessorCount + 1);
        var held = new List<PasswordSlot>();
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount / 2); i++)
        {
            held.Add((await hashing.EnterAsync(default))!);
        }

        using var ended = new CancellationTokenSource();
        for (var i = 0; i < 10; i++)
        {
            var waiting = hashing.EnterAsync(ended.Token);
            if (i == 0) await ended.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        foreach (var slot in held) slot.Dispose();
    }

    private static PasswordHashing Hashing(int iterations, int requestsMax = 32) => new(
        Options.Create(new PasswordHashingOptions { RequestsMax = requestsMax }),
        Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
}
