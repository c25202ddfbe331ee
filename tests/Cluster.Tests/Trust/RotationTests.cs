using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// A silo's certificate and authority are replaced while it runs, in the order that docs/operations.md gives.
/// </summary>
public sealed class RotationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TrustedSilo _silo = new();

    public Task InitializeAsync() => _silo.InitializeAsync();

    public Task DisposeAsync() => _silo.DisposeAsync();

    [RedisFact]
    public async Task Authority_ReplacedStepByStep_IsFollowedWithoutARestart()
    {
        var (before, after) = (_silo.Authority.Issue("silo"), _silo.OtherAuthority.Issue("silo"));
        Assert.True(await Greeting.IsHeardAsync(_silo, before));
        Assert.False(await Greeting.IsHeardAsync(_silo, after));
        var firstAuthority = await File.ReadAllTextAsync(before.AuthorityPath);
        var secondAuthority = await File.ReadAllTextAsync(after.AuthorityPath);

        // Both are trusted, then the new one's certificate is shown.
        await File.WriteAllTextAsync(before.AuthorityPath, firstAuthority + "\n" + secondAuthority);
        await UntilAsync(async () => await Greeting.IsHeardAsync(_silo, after));
        var copy = new TestCertificate(
            _silo.CopyOf(before.CertificatePath), _silo.CopyOf(before.KeyPath), before.AuthorityPath);
        File.Copy(after.CertificatePath, before.CertificatePath, overwrite: true);
        File.Copy(after.KeyPath, before.KeyPath, overwrite: true);
        await UntilAsync(
            () => Task.FromResult(
                _silo.LogLines().Any(line => line.Contains("is used from now on", StringComparison.Ordinal)
            && line.Contains(Thumbprint(after), StringComparison.Ordinal))));
        Assert.True(await Greeting.IsHeardAsync(_silo, copy));

        // The old one is trusted no more.
        await File.WriteAllTextAsync(before.AuthorityPath, secondAuthority);
        await UntilAsync(async () => !await Greeting.IsHeardAsync(_silo, copy));
        Assert.True(await Greeting.IsHeardAsync(_silo, after));
        await using var client = Peers.ShopClient(_silo, _silo.OtherAuthority.Issue("api"));
        Assert.NotEqual(0, await client.AskAsync());
    }

    [RedisFact]
    public async Task Certificate_ReplacedByOneOfAnotherRole_IsNotTaken()
    {
        var files = _silo.Authority.Issue("silo");
        var api = _silo.Authority.Issue("api");
        File.Copy(api.CertificatePath, files.CertificatePath, overwrite: true);
        File.Copy(api.KeyPath, files.KeyPath, overwrite: true);

        await UntilAsync(() => Task.FromResult(_silo.LogLines().Any(line =>
            line.Contains("the certificate in use stays", StringComparison.Ordinal)
            && line.Contains("silo.shop.internal", StringComparison.Ordinal))));
        await using var client = Peers.ShopClient(_silo, api);
        Assert.NotEqual(0, await client.AskAsync());
    }

    private static string Thumbprint(TestCertificate files)
    {
        using var certificate = files.Load();
        return certificate.Thumbprint;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
    }
}
