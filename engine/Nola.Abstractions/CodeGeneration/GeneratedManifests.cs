using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.CodeGeneration;

/// <summary>The manifests of all assemblies of the process that contain generated code.</summary>
public static class GeneratedManifests
{
    private static readonly Lock s_lock = new();
    private static readonly HashSet<string> s_visited = new(StringComparer.Ordinal);
    private static GeneratedManifest[] s_manifests = [];

    /// <summary>The manifests known so far. Grows as assemblies are loaded.</summary>
    public static IReadOnlyList<GeneratedManifest> Loaded => Volatile.Read(ref s_manifests);

    /// <summary>Adds an assembly's manifest. Called by module initializers.</summary>
    public static void Add(GeneratedManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        lock (s_lock)
        {
            s_manifests = [.. s_manifests, manifest];
        }
    }

    /// <summary>
    /// Loads every application part that the loaded assemblies refer to and returns all manifests. A module initializer
    /// runs only when its module is first used, so a host cannot wait for assemblies to announce themselves.
    /// </summary>
    public static IReadOnlyList<GeneratedManifest> LoadAll()
    {
        var pending = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        while (pending.TryDequeue(out var assembly))
        {
            if (assembly.IsDynamic || !IsFirstVisit(assembly)) continue;

            var parts = assembly.GetCustomAttributes<ApplicationPartAttribute>().Select(part => part.AssemblyName);
            if (parts.ToArray() is { Length: > 0 } names)
            {
                RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
                LoadInto(pending, assembly, names);
            }
        }

        return Loaded;
    }

    private static bool IsFirstVisit(Assembly assembly)
    {
        lock (s_lock)
        {
            return s_visited.Add($"{assembly.FullName}\n{assembly.GetHashCode()}");
        }
    }

    private static void LoadInto(Queue<Assembly> pending, Assembly assembly, string[] partNames)
    {
        var self = assembly.GetName().Name;
        foreach (var name in partNames)
        {
            if (name == self) continue;

            try
            {
                pending.Enqueue(Assembly.Load(new AssemblyName(name)));
            }
            catch (FileNotFoundException)
            {
                // A reference for building alone is not deployed, so nothing can need its grains.
            }
        }
    }
}
