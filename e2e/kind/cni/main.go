// Command cni joins a kind node's pods to the network where kind's own kindnetd cannot be had: it
// writes the node's CNI configuration from its pod range, keeps one route to each other node's pods,
// and masquerades what pods send out of the cluster. It knows IPv4 and no NetworkPolicy.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/vishvananda/netlink"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/fields"
	core "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

const configurationFile = "/etc/cni/net.d/10-waymark-kind.conflist"

// Debian's containernetworking-plugins bring the four plugins named here.
const configuration = `{"cniVersion": "0.4.0", "name": "waymark-kind", "plugins": [
  {"type": "ptp", "ipMasq": false, "mtu": %d, "ipam": {
    "type": "host-local", "dataDir": "/run/cni-ipam-state",
    "routes": [{"dst": "0.0.0.0/0"}], "ranges": [[{"subnet": %q}]]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
`

func main() {
	log.SetFlags(0)
	self, pods := os.Getenv("NODE_NAME"), os.Getenv("POD_SUBNET")
	config, err := rest.InClusterConfig()
	if err != nil {
		log.Fatal(err)
	}
	// kind gives the control plane's address, so that this need not wait for kube-proxy.
	if endpoint := os.Getenv("CONTROL_PLANE_ENDPOINT"); endpoint != "" {
		config.Host = "https://" + endpoint
	}
	client, err := core.NewForConfig(config)
	if err != nil {
		log.Fatal(err)
	}
	if err := masquerade(pods); err != nil {
		log.Fatal(err)
	}
	follow := func(object any) {
		if err := join(self, object.(*corev1.Node)); err != nil {
			log.Print(err)
		}
	}
	_, nodes := cache.NewInformerWithOptions(cache.InformerOptions{
		ListerWatcher: cache.NewListWatchFromClient(client.RESTClient(), "nodes", "", fields.Everything()),
		ObjectType:    &corev1.Node{},
		ResyncPeriod:  time.Minute,
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    follow,
			UpdateFunc: func(_, object any) { follow(object) },
			DeleteFunc: leave,
		},
	})
	nodes.Run(nil)
}

// masquerade gives what pods send out of the cluster the node's address, as kindnetd does.
func masquerade(pods string) error {
	rule := []string{"POSTROUTING", "-s", pods, "!", "-d", pods,
		"-m", "addrtype", "!", "--dst-type", "LOCAL", "-j", "MASQUERADE"}
	iptables := func(verb string) ([]byte, error) {
		return exec.Command("iptables", append([]string{"-w", "-t", "nat", verb}, rule...)...).CombinedOutput()
	}
	if _, err := iptables("-C"); err == nil {
		return nil
	}
	if output, err := iptables("-A"); err != nil {
		return fmt.Errorf("iptables: %w: %s", err, output)
	}
	return nil
}

// join makes the node's pods reachable: this node's by the CNI configuration, another's by a route.
func join(self string, node *corev1.Node) error {
	if node.Spec.PodCIDR == "" {
		return nil
	}
	if node.Name == self {
		return configure(node.Spec.PodCIDR)
	}
	route, err := routeTo(node)
	if err != nil {
		return err
	}
	if err := netlink.RouteReplace(route); err != nil {
		return fmt.Errorf("route %s via %s: %w", route.Dst, route.Gw, err)
	}
	return nil
}

func leave(object any) {
	node, known := object.(*corev1.Node)
	if !known {
		return
	}
	if route, err := routeTo(node); err == nil {
		_ = netlink.RouteDel(route)
	}
}

func routeTo(node *corev1.Node) (*netlink.Route, error) {
	_, pods, err := net.ParseCIDR(node.Spec.PodCIDR)
	if err != nil {
		return nil, fmt.Errorf("node %s: %w", node.Name, err)
	}
	for _, address := range node.Status.Addresses {
		if gateway := net.ParseIP(address.Address).To4(); address.Type == corev1.NodeInternalIP && gateway != nil {
			return &netlink.Route{Dst: pods, Gw: gateway}, nil
		}
	}
	return nil, fmt.Errorf("node %s has no internal IPv4 address yet", node.Name)
}

// configure writes the file that containerd waits for, whole: it may look at any moment.
func configure(pods string) error {
	link, err := netlink.LinkByName("eth0")
	if err != nil {
		return fmt.Errorf("eth0: %w", err)
	}
	wanted := fmt.Sprintf(configuration, link.Attrs().MTU, pods)
	if present, err := os.ReadFile(configurationFile); err == nil && string(present) == wanted {
		return nil
	}
	aside := configurationFile + ".new"
	if err := os.WriteFile(aside, []byte(wanted), 0o644); err != nil {
		return err
	}
	log.Printf("pods of this node: %s", pods)
	return os.Rename(aside, configurationFile)
}
