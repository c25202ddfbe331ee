using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Tests.Hosting;

namespace Nola.Runtime.Tests.Diagnostics;

public sealed class RuntimeInstrumentsTests : IAsyncLifetime
{
    private TestSilo _silo = null!;
    private MeterListener _listener = null!;

    // The last value of each gauge and the sum of each counter.
    private readonly ConcurrentDictionary<string, double> _values = new();

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        _listener = Listen(_silo);
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task Activations_AreCounted()
    {
        for (var key = 0; key < 10; key++) await _silo.Grains.GetGrain<ITracedGrain>(key).Inner();

        _listener.RecordObservableInstruments();
        Assert.True(_values["orleans-catalog-activation-created"] >= 10);
        Assert.True(_values["orleans-catalog-activations"] >= 10);
        Assert.Equal(10, _values[$"orleans-grains/{typeof(TracedGrain).FullName}"]);
    }

    [Fact]
    public async Task Storage_IsMeasured()
    {
        await _silo.Grains.GetGrain<ITracedGrain>(1).Store();

        Assert.True(_values.ContainsKey("orleans-storage-write-latency/MemoryGrainStorage"));
        Assert.True(_values.ContainsKey("orleans-storage-read-latency/MemoryGrainStorage"));
    }

    [Fact]
    public async Task Requests_ThatWaited_AreMeasured()
    {
        await _silo.Grains.GetGrain<ITracedGrain>(1).Outer(2);

        await WaitForAsync("orleans-app-requests-latency");
    }

    [Fact]
    public void Membership_IsObserved()
    {
        _listener.RecordObservableInstruments();

        Assert.Equal(1, _values["orleans-consistent-ring-size"]);
        Assert.Equal(100, _values["orleans-consistent-ring-range-percentage-local"]);
        Assert.Equal(1, _values["nola-membership-lease-valid"]);
        Assert.Equal(1, _values["nola-membership-silos/Active"]);
        Assert.Equal(0, _values["orleans-gateway-connected-clients"]);
    }

    [Fact]
    public async Task Instruments_WhileTheServicesAreDisposedOf_CanBeObserved()
    {
        var silo = await TestSilo.StartAsync(builder => builder.Services.AddSingleton<Disposal>());
        using var listener = Listen(silo);
        silo.Services.GetRequiredService<Disposal>().Began = () =>
        {
            _values.Clear();
            listener.RecordObservableInstruments();
        };

        await silo.DisposeAsync();

        Assert.Contains("orleans-consistent-ring-range-percentage-local", _values.Keys);
    }

    private MeterListener Listen(TestSilo silo)
    {
        var meter = silo.Services.GetRequiredService<RuntimeInstruments>().Meter;
        Assert.Equal("Microsoft.Orleans", meter.Name);
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private async Task WaitForAsync(string name)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!_values.ContainsKey(name))
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = tags.Length == 0 ? instrument.Name : $"{instrument.Name}/{tags[0].Value}";
        if (instrument.IsObservable) _values[name] = value;
        else _values.AddOrUpdate(name, value, (_, sum) => sum + value);
    }

    /// <summary>The last service to be asked for is the first to be disposed of, while the meter is still there.</summary>
    private sealed class Disposal : IDisposable
    {
        public Action? Began { get; set; }

        public void Dispose() => Began?.Invoke();
    }
}
