using System.Reflection;
using Microsoft.Extensions.Configuration;
using Orleans.CodeGeneration;
using Orleans.Providers;

namespace Nola.Runtime.Hosting.Providers;

/// <summary>
/// Adds the providers that the configuration names: one of each kind, or as many as a section has children. A provider's
/// assembly says what it offers by <see cref="RegisterProviderAttribute"/>.
/// </summary>
/// <typeparam name="TBuilder">The builder of a silo or of a client.</typeparam>
/// <param name="target">What the builder builds, as providers say it.</param>
/// <param name="singleKinds">The kinds that a host has at most one of.</param>
/// <param name="namedKinds">The kinds that are known by names.</param>
internal sealed class ProviderConfiguration<TBuilder>(string target, string[] singleKinds, string[] namedKinds)
{
    private const string DefaultType = "Default";

    public void Apply(TBuilder builder, IConfiguration configuration)
    {
        foreach (var kind in singleKinds)
        {
            var section = configuration.GetSection(kind);
            if (section.Exists()) Configure(builder, kind, null, section);
        }

        foreach (var kind in namedKinds)
        {
            foreach (var section in configuration.GetSection(kind).GetChildren())
            {
                Configure(builder, kind, section.Key, section);
            }
        }
    }

    private static IEnumerable<RegisterProviderAttribute> FindRegistrations()
    {
        // An assembly that nothing has been used of yet is not loaded.
        GeneratedManifests.LoadAll();
        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .SelectMany(assembly => assembly.GetCustomAttributes<RegisterProviderAttribute>());
    }

    private void Configure(TBuilder builder, string kind, string? name, IConfigurationSection section)
    {
        var type = section["ProviderType"] is { Length: > 0 } configured ? configured : DefaultType;
        var known = FindRegistrations().Where(known => known.Target == target && Is(known.Kind, kind)).ToArray();
        var found = Array.Find(known, registered => Is(registered.Name, type))?.Type
            ?? throw new InvalidOperationException(
                $"There is no {kind} provider of the type {type}, which {section.Path} asks for. Known are: "
                + string.Join(", ", known.Select(registered => registered.Name).Order()) + ".");
        if (Activator.CreateInstance(found) is not IProviderBuilder<TBuilder> provider)
        {
            throw new InvalidOperationException($"{found.FullName} is no IProviderBuilder<{typeof(TBuilder).Name}>.");
        }

        provider.Configure(builder, name, section);
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
