using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ShopActors.Cluster.Tests.Disk;

/// <summary>The simulated provider as a process on a disk that becomes full or fails.</summary>
public sealed class ProviderDiskTests : IDisposable
{
    private readonly TemporaryDirectory _home = new("provider-disk-");
    private readonly DiskFaults _disk;
    private readonly HttpClient _client;

    public ProviderDiskTests()
    {
        _disk = new(_home.FullName);
        _client = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
    }

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [DiskFaultsFact]
    public async Task Execute_DiskIsFull_IsRefusedAndRecoversWhenThereIsRoom()
    {
        await _disk.PrepareAsync();
        await using var provider = Provider(_disk.FullOnDemand);
        await provider.StartAsync(CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await ExecuteAsync(1));

        _disk.Fill();
        Assert.Equal(HttpStatusCode.InternalServerError, await ExecuteAsync(2));
        Assert.Equal(1, await CountAsync());

        _disk.MakeRoom();
        Assert.Equal(HttpStatusCode.OK, await ExecuteAsync(2));
        Assert.Equal(2, await CountAsync());
    }

    [DiskFaultsFact]
    public async Task Execute_SyncFails_NothingMoreIsAnsweredUntilARestart()
    {
        await _disk.PrepareAsync();
        var answered = 0;
        await using (var provider = Provider(_disk.SyncsFailAfter(20)))
        {
            await provider.StartAsync(CancellationToken.None);
            while (await ExecuteAsync(answered + 1) == HttpStatusCode.OK) answered++;
            Assert.True(answered > 0);
            Assert.Equal(HttpStatusCode.InternalServerError, await ExecuteAsync(1));
        }

        await using var restarted = Provider();
        await restarted.StartAsync(CancellationToken.None);
        Assert.InRange(await CountAsync(), answered, answered + 1);
        Assert.Equal(HttpStatusCode.OK, await ExecuteAsync(answered + 1));
        Assert.Equal(answered + 1, await CountAsync());
    }

    private ServiceProcess Provider(params (string Name, string Value)[] faults) => new(
        new()
        {
            Name = "payments",
            FileName = "dotnet",
            Arguments = [RepositoryLayout.PaymentProvider],
            LogPath = _home.File("payments.out"),
            Environment = new Dictionary<string, string>(faults.ToDictionary(fault => fault.Name, fault => fault.Value))
            {
                ["Port"] = $"{_client.BaseAddress!.Port}",
                ["PaymentSimulator__DatabasePath"] = _home.File("payments.db"),
            },
        },
        Readiness.Answers(new Uri(_client.BaseAddress!, "healthz")));

    private async Task<HttpStatusCode> ExecuteAsync(int number)
    {
        var order = OrderId.For(new PrincipalId("customer-1"), $"{number}");
        using var response = await _client.PostAsJsonAsync("operations", new
        {
            kind = "authorise",
            key = $"key-{number}",
            payment = PaymentId.For(order).Value,
            order = order.Value,
            amount = 100,
            currency = "EUR",
            token = "tok_ok",
        });
        return response.StatusCode;
    }

    private async Task<int> CountAsync() =>
        (await _client.GetFromJsonAsync<JsonElement>("log")).GetProperty("items").GetArrayLength();
}
