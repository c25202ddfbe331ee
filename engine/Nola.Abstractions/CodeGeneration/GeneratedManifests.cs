using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.CodeGeneration;

/// <summary>The manifests of all assemblies of the process that contain generated code.</summary>
public static class GeneratedManifests
{
    private static readonly Lock s_lock = new();

    // Held while assemblies are loaded, so that a host that starts meanwhile does not miss what another is loading.
    // Module initializers take the other lock alone: one that runs on another thread can always finish.
    private static readonly Lock s_loadLock = new();
    private static readonly HashSet<Assembly> s_visited = [];
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
        lock (s_loadLock)
        {
            var pending = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
            while (pending.TryDequeue(out var assembly))
            {
                if (!assembly.IsDynamic && s_visited.Add(assembly)) Visit(assembly, pending);
            }
        }

        return Loaded;
    }

    private static void Visit(Assembly assembly, Queue<Assembly> pending)
    {
        var parts = assembly.GetCustomAttributes<ApplicationPartAttribute>()
            .Select(part => part.AssemblyName)
            .ToArray();
        if (parts.Length == 0) return;

        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        LoadInto(pending, assembly, parts);
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
