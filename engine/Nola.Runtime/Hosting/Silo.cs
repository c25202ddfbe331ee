using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Activation;
using Nola.Runtime.Messaging;

namespace Nola.Runtime.Hosting;

/// <summary>Starts and stops a silo: validation first, then the stages of the lifecycle, and back.</summary>
internal sealed partial class Silo
{
    private readonly IServiceProvider _services;
    private readonly ActivationHost _host;
    private readonly SiloLifecycle _lifecycle;
    private readonly ILogger<Silo> _logger;

    public Silo(
        IServiceProvider services,
        ActivationHost host,
        SiloLifecycle lifecycle,
        IGrainRuntime grainRuntime,
        ILogger<Silo> logger)
    {
        _services = services;
        _host = host;
        _lifecycle = lifecycle;
        _logger = logger;
        host.GrainRuntime = grainRuntime;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in _services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }

        _host.Messages ??= _services.GetService<IMessageCenter>();
        if (_host.Directory is not null) _host.Moves = _services.GetRequiredService<GrainMoves>();
        _services.GetRequiredService<HostInstruments>().ObserveSilo();
        RuntimeContext.SetSource(ActivationHost.CurrentContext);
        _lifecycle.Subscribe(
            nameof(Silo),
            ServiceLifecycleStage.RuntimeInitialize,
            StartRuntimeAsync,
            StopRuntimeAsync);
        _lifecycle.Subscribe(
            nameof(Silo), ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, DeactivateAllAsync);
        foreach (var participant in _services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        await _lifecycle.OnStart(cancellationToken);
        LogStarted(_logger, _host.SiloAddress);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifecycle.OnStop(cancellationToken);
        LogStopped(_logger, _host.SiloAddress);
    }

    private Task StartRuntimeAsync(CancellationToken cancellationToken)
    {
        _host.Collector.Start();
        return Task.CompletedTask;
    }

    private Task StopRuntimeAsync(CancellationToken cancellationToken)
    {
        _host.Dispose();
        return Task.CompletedTask;
    }

    private async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        // A cancelled token is a kill: nothing is told to anybody.
        if (cancellationToken.IsCancellationRequested) return;

        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        try
        {
            await _host.ShutDownAsync(reason, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogDeactivationCut(_logger, _host.Catalog.Count);
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Silo {Address} started")]
    private static partial void LogStarted(ILogger logger, SiloAddress address);

    [LoggerMessage(1202, LogLevel.Information, "Silo {Address} stopped")]
    private static partial void LogStopped(ILogger logger, SiloAddress address);

    [LoggerMessage(1203, LogLevel.Warning, "The silo's time to stop is over; {Count} activations were not deactivated")]
    private static partial void LogDeactivationCut(ILogger logger, int count);
}
