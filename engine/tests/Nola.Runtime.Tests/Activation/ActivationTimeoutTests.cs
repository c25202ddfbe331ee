using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Tests.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Nola.Runtime.Tests.Activation;

public sealed class ActivationTimeoutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Activation_NeverEnds_IsCancelledAndIsNoError(long key)
    {
        var log = new Recorder();
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.Configure<GrainCollectionOptions>(options => options.ActivationTimeout = TimeSpan.FromSeconds(5));
            builder.Services.AddSingleton<ILoggerProvider>(log);
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information));
        });
        var call = silo.Grains.GetGrain<IDeafGrain>(key).Reach();

        await Gates.Wait($"deaf-{key}");
        silo.Time.Advance(TimeSpan.FromSeconds(7));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Contains((LogLevel.Information, (int)ErrorCode.Catalog_CancelledActivate), log.Entries);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, int Id)> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Entries.Enqueue((logLevel, eventId.Id));

        public void Dispose()
        {
        }
    }
}
