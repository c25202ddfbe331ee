using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ShopActors.Hosting.LoadShedding;

/// <summary>Applies <see cref="LoadSheddingSettings"/> to a silo.</summary>
internal static class LoadSheddingSetup
{
    public static void AddLoadShedding(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<LoadSheddingSettings>()
            .BindConfiguration(LoadSheddingSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddOptions<LoadSheddingOptions>().Configure<IOptions<LoadSheddingSettings>>(
            static (options, settings) => settings.Value.Apply(options));
    }
}
